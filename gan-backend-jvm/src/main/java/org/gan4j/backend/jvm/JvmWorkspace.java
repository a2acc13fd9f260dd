package org.gan4j.backend.jvm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.backend.Workspace;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Variable;

/** Variables as arrays that stay where they are, so that compiled programs can hold on to them. */
final class JvmWorkspace implements Workspace {
  private final Kernels kernels;
  private final Workers workers;
  private final Map<Variable, float[]> variables = new LinkedHashMap<>();

  JvmWorkspace(Kernels kernels, int threads, Map<Variable, float[]> initialValues) {
    this.kernels = kernels;
    this.workers = new Workers(kernels, threads);
    initialValues.forEach(
        (variable, value) -> {
          variables.put(
              variable, new float[Storage.of(variable.shape(), kernels.lanes()).length()]);
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

  /** Copies between the row-major arrays of callers and the layout of {@link Storage}. */
  static final class HostCopy {
    private HostCopy() {}

    static StridedCopy feeding(Shape shape, int lanes) {
      return new StridedCopy(
          shape, Storage.rowMajorStrides(shape), 0, Storage.of(shape, lanes).strides(), 0);
    }

    static StridedCopy reading(Shape shape, int lanes) {
      return new StridedCopy(
          shape, Storage.of(shape, lanes).strides(), 0, Storage.rowMajorStrides(shape), 0);
    }
  }
}
