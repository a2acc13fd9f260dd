package org.gan4j.backend.jvm.compile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.backend.Workspace;
import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.backend.jvm.kernel.Layout;
import org.gan4j.backend.jvm.product.Workers;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Variable;

/** Variables as arrays that stay where they are, so that compiled programs can hold on to them. */
public final class JvmWorkspace implements Workspace {
  private final Kernels kernels;
  private final Workers workers;
  private final Map<Variable, float[]> variables = new LinkedHashMap<>();

  public JvmWorkspace(Kernels kernels, int threads, Map<Variable, float[]> initialValues) {
    this.kernels = kernels;
    this.workers = new Workers(kernels, threads);
    initialValues.forEach(
        (variable, value) -> {
          variables.put(variable, new float[Layout.of(variable.shape(), kernels.lanes()).length()]);
          write(variable, value);
        });
  }

  @Override
  public CompiledProgram compile(Program program) {
    return new ProgramCompiler(program, kernels, workers, variables).compile();
  }

  @Override
  public void read(Variable variable, float[] into) {
    HostCopy.reading(variable.shape(), kernels.lanes()).run(array(variable), into);
  }

  @Override
  public void write(Variable variable, float[] value) {
    HostCopy.feeding(variable.shape(), kernels.lanes()).run(value, array(variable));
  }

  private float[] array(Variable variable) {
    return Objects.requireNonNull(variables.get(variable), variable::name);
  }

  @Override
  public void close() {
    workers.close();
    variables.clear();
  }

  /** Copies between the row-major arrays of callers and the layout of {@link Layout}. */
  static final class HostCopy {
    private HostCopy() {}

    static StridedCopy feeding(Shape shape, int lanes) {
      return new StridedCopy(
          shape, Layout.rowMajorStrides(shape), 0, Layout.of(shape, lanes).strides(), 0);
    }

    static StridedCopy reading(Shape shape, int lanes) {
      return new StridedCopy(
          shape, Layout.of(shape, lanes).strides(), 0, Layout.rowMajorStrides(shape), 0);
    }
  }
}
