package org.gan4j.backend.tf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.backend.Workspace;
import org.gan4j.program.Program;
import org.gan4j.tensor.Variable;

/** Variables in a TensorFlow session, and the programs compiled against them. */
final class TfWorkspace implements Workspace {
  private final Graph graph;
  private final Map<Variable, ResourceVariable> variables = new LinkedHashMap<>();
  private final List<TfProgram> programs = new ArrayList<>();

  TfWorkspace(Engine engine, Map<Variable, float[]> initialValues) {
    this.graph = new Graph(engine);
    try {
      Map<ResourceVariable, float[]> values = new LinkedHashMap<>();
      initialValues.forEach(
          (variable, value) -> {
            ResourceVariable resource = new ResourceVariable(graph, variable);
            variables.put(variable, resource);
            values.put(resource, value);
          });
      ResourceVariable.write(graph, values);
    } catch (Throwable failure) {
      close();
      throw failure;
    }
  }

  @Override
  public CompiledProgram compile(Program program) {
    TfProgram compiled = new TfProgram(graph, variables, program);
    programs.add(compiled);
    return compiled;
  }

  @Override
  public void read(Variable variable, float[] into) {
    read(Map.of(variable, into));
  }

  @Override
  public void read(Map<Variable, float[]> into) {
    Map<ResourceVariable, float[]> values = new LinkedHashMap<>();
    into.forEach((variable, value) -> values.put(resource(variable), value));
    ResourceVariable.read(graph, values);
  }

  @Override
  public void write(Variable variable, float[] value) {
    ResourceVariable.write(graph, Map.of(resource(variable), value));
  }

  private ResourceVariable resource(Variable variable) {
    return Objects.requireNonNull(variables.get(variable));
  }

  @Override
  public void close() {
    programs.forEach(TfProgram::close);
    graph.close();
  }
}
