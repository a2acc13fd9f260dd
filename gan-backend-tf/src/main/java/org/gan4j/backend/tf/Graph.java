package org.gan4j.backend.tf;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_CloseSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteBuffer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteSessionOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphToGraphDef;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewBuffer;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewSessionOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.gan4j.tensor.Shape;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;

/** A TensorFlow graph that can grow, and the session that runs it. */
final class Graph implements AutoCloseable {
  private final Status status = new Status();
  private final TF_Graph graph = TF_NewGraph();
  private final TF_Session session;
  private final String device;
  private final Map<Float, TF_Operation> scalars = new HashMap<>();
  private final Map<List<Integer>, TF_Operation> lists = new HashMap<>();
  private int operations;

  /** A graph whose operations are on the engine's device. */
  Graph(Engine engine) {
    this(engine, engine.device());
  }

  /** A graph to be taken elsewhere, whose operations are on no device in particular. */
  static Graph portable(Engine engine) {
    return new Graph(engine, "");
  }

  private Graph(Engine engine, String device) {
    this.device = device;
    byte[] configuration = engine.sessionConfiguration();
    TF_SessionOptions options = TF_NewSessionOptions();
    try (BytePointer bytes = new BytePointer(configuration)) {
      TF_SetConfig(options, bytes, configuration.length, status.handle);
      status.check("the configuration of a session");
      this.session = TF_NewSession(graph, options, status.handle);
      status.check("opening a session");
    } finally {
      TF_DeleteSessionOptions(options);
    }
  }

  TF_Session session() {
    return session;
  }

  /** Starts an operation of a type by TensorFlow's name of it. */
  OperationBuilder operation(String type) {
    return operation(type, "n" + operations++);
  }

  /** Starts an operation with a name by which others can ask for it. */
  OperationBuilder operation(String type, String name) {
    return new OperationBuilder(graph, status, type, name, device);
  }

  /** A value that is fed. */
  TF_Operation placeholder(Shape shape) {
    return operation("Placeholder").type("dtype", DataType.FLOAT).shape("shape", shape).add();
  }

  /** A tensor of the graph. */
  TF_Operation constant(String name, Shape shape, float[] values) {
    try (HostTensor tensor = HostTensor.ofFloats(shape.sizes())) {
      tensor.write(values);
      return operation("Const", name).type("dtype", DataType.FLOAT).tensor("value", tensor).add();
    }
  }

  /** The graph as TensorFlow's message {@code GraphDef}. */
  byte[] definition() {
    TF_Buffer buffer = TF_NewBuffer();
    try {
      TF_GraphToGraphDef(graph, buffer, status.handle);
      status.check("writing the graph");
      byte[] bytes = new byte[Math.toIntExact(buffer.length())];
      new BytePointer(buffer.data()).get(bytes);
      return bytes;
    } finally {
      TF_DeleteBuffer(buffer);
    }
  }

  /** The same one for the same value. */
  TF_Operation constant(float value) {
    return scalars.computeIfAbsent(
        value,
        v -> {
          try (HostTensor tensor = HostTensor.ofFloats(List.of())) {
            tensor.write(new float[] {v});
            return operation("Const").type("dtype", DataType.FLOAT).tensor("value", tensor).add();
          }
        });
  }

  /** A list of integers; the same one for the same values. */
  TF_Operation constant(List<Integer> values) {
    return lists.computeIfAbsent(
        values,
        v -> {
          try (HostTensor tensor = HostTensor.ofIntegers(v)) {
            return operation("Const").type("dtype", DataType.INT).tensor("value", tensor).add();
          }
        });
  }

  @Override
  public void close() {
    TF_CloseSession(session, status.handle);
    TF_DeleteSession(session, status.handle);
    TF_DeleteGraph(graph);
    status.close();
  }
}
