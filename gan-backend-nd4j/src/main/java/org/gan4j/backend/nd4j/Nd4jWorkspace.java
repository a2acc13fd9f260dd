package org.gan4j.backend.nd4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.backend.Workspace;
import org.gan4j.program.Program;
import org.gan4j.tensor.Variable;
import org.nd4j.nativeblas.NativeOps;

/** Variables in native memory, and the programs compiled against them. */
final class Nd4jWorkspace implements Workspace {
  private final NativeOps ops;
  private final NativeScope scope;
  private final Map<Variable, NativeArray> variables = new LinkedHashMap<>();
  private final List<Nd4jProgram> programs = new ArrayList<>();

  Nd4jWorkspace(NativeOps ops, Map<Variable, float[]> initialValues) {
    this.ops = ops;
    this.scope = new NativeScope(ops);
    try {
      initialValues.forEach(
          (variable, value) -> {
            variables.put(variable, scope.array(scope.allocate(value.length), 0, value.length));
            write(variable, value);
          });
    } catch (Throwable failure) {
      scope.close();
      throw failure;
    }
  }

  @Override
  public CompiledProgram compile(Program program) {
    Nd4jProgram compiled = ProgramCompiler.compile(program, variables, ops);
    programs.add(compiled);
    return compiled;
  }

  @Override
  public void read(Variable variable, float[] into) {
    array(variable).read(into);
  }

  @Override
  public void write(Variable variable, float[] value) {
    array(variable).write(value);
  }

  private NativeArray array(Variable variable) {
    return Objects.requireNonNull(variables.get(variable));
  }

  @Override
  public void close() {
    programs.forEach(Nd4jProgram::close);
    scope.close();
  }
}
