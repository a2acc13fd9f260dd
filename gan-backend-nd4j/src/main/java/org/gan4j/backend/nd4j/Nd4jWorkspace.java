package org.gan4j.backend.nd4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Workspace;
import org.gan4j.program.Program;
import org.gan4j.tensor.Variable;
import org.nd4j.nativeblas.NativeOps;

/** Variables in native memory, and the programs compiled against them. */
final class Nd4jWorkspace implements Workspace {
  private final NativeOps ops;
  private final NativeScope scope;
  private final VariableMemory variables;
  private final List<Nd4jProgram> programs = new ArrayList<>();

  Nd4jWorkspace(NativeOps ops, Map<Variable, float[]> initialValues) {
    this.ops = ops;
    this.scope = new NativeScope(ops);
    try {
      this.variables = new VariableMemory(scope, initialValues);
    } catch (Throwable failure) {
      scope.close();
      throw failure;
    }
  }

  @Override
  public Nd4jProgram compile(Program program) {
    Nd4jProgram compiled = ProgramCompiler.compile(program, variables, ops);
    programs.add(compiled);
    return compiled;
  }

  @Override
  public void read(Variable variable, float[] into) {
    variables.array(variable).read(into);
  }

  @Override
  public void write(Variable variable, float[] value) {
    variables.array(variable).write(value);
  }

  @Override
  public void close() {
    programs.forEach(Nd4jProgram::close);
    scope.close();
  }
}
