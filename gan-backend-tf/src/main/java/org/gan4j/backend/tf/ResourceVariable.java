package org.gan4j.backend.tf;

import java.util.List;
import java.util.Map;
import org.gan4j.tensor.Variable;
import org.tensorflow.internal.c_api.TF_Operation;

/** A variable that lives in a TensorFlow session. */
final class ResourceVariable {
  private final Graph graph;
  private final Variable variable;
  private final TF_Operation handle;
  private final TF_Operation placeholder;
  private final TF_Operation write;
  private final TF_Operation read;

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
    this.placeholder =
        graph
            .operation("Placeholder")
            .type("dtype", DataType.FLOAT)
            .shape("shape", variable.shape())
            .add();
    this.write = assignment(placeholder, List.of());
    this.read = reading();
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

  void read(float[] into) {
    try (Call call = new Call(graph, Map.of(), List.of(read), List.of())) {
      call.run(into);
    }
  }

  void write(float[] value) {
    try (HostTensor tensor = HostTensor.ofFloats(variable.shape().sizes());
        Call call = new Call(graph, Map.of(placeholder, tensor), List.of(), List.of(write))) {
      tensor.write(value);
      call.run();
    }
  }
}
