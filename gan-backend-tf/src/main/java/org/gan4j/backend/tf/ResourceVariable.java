package org.gan4j.backend.tf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.tensor.Variable;
import org.tensorflow.internal.c_api.TF_Operation;

/** A variable that lives in a TensorFlow session. */
final class ResourceVariable {
  private final Graph graph;
  private final Variable variable;
  private final TF_Operation handle;
  private final TF_Operation read;
  private final TF_Operation newValue;
  private final TF_Operation write;

  /** Its first value is yet to be written. */
  ResourceVariable(Graph graph, Variable variable) {
    this.graph = graph;
    this.variable = variable;
    this.handle =
        graph
            .operation("VarHandleOp")
            .type("dtype", DataType.FLOAT)
            .shape("shape", variable.shape())
            .text("shared_name", variable.name())
            .add();
    this.read = reading();
    this.newValue = graph.placeholder(variable.shape());
    this.write = assignment(newValue, List.of());
  }

  /** An operation that gives the current value. */
  TF_Operation reading() {
    return graph.operation("ReadVariableOp").inputs(handle).type("dtype", DataType.FLOAT).add();
  }

  /** An operation that sets the value after other operations have run. */
  TF_Operation assignment(TF_Operation value, List<TF_Operation> after) {
    return graph
        .operation("AssignVariableOp")
        .inputs(handle, value)
        .after(after)
        .type("dtype", DataType.FLOAT)
        .add();
  }

  /**
   * Reads all values in one call. TensorFlow prepares each new choice of results with a pass over
   * the whole graph, so one call for each variable would take the square of the time.
   */
  static void read(Graph graph, Map<ResourceVariable, float[]> into) {
    List<TF_Operation> reads = into.keySet().stream().map(resource -> resource.read).toList();
    try (Call call = new Call(graph, Map.of(), reads, List.of())) {
      call.run(into.values().toArray(float[][]::new));
    }
  }

  /** Writes all values in one call. */
  static void write(Graph graph, Map<ResourceVariable, float[]> values) {
    Map<TF_Operation, HostTensor> feeds = new HashMap<>();
    List<TF_Operation> writes = new ArrayList<>();
    values.forEach(
        (resource, value) -> {
          HostTensor tensor = HostTensor.ofFloats(resource.variable.shape().sizes());
          tensor.write(value);
          feeds.put(resource.newValue, tensor);
          writes.add(resource.write);
        });
    try (Call call = new Call(graph, feeds, List.of(), writes)) {
      call.run();
    } finally {
      feeds.values().forEach(HostTensor::close);
    }
  }
}
