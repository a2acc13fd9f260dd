package org.gan4j.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gan4j.program.AxisSize;

/** An ONNX graph that grows. A value is known by its name. */
final class OnnxGraph {
  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Set<String> names = new HashSet<>();
  private final Map<Object, String> constants = new HashMap<>();

  OnnxGraph(String name) {
    graph.setName(name);
  }

  /** A value that is fed. */
  void input(String name, List<AxisSize> sizes) {
    take(name);
    graph.addInput(valueInfo(name, sizes));
  }

  /** A tensor of the model. */
  void weights(String name, List<Integer> sizes, float[] values) {
    take(name);
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    initializer(name, TensorProto.DataType.FLOAT, sizes, UnsafeByteOperations.unsafeWrap(bytes));
  }

  /** Keeps a name for an output. */
  void keepForOutput(String name) {
    take(name);
  }

  /** Gives a value the name of an output. */
  void output(String name, String value, List<AxisSize> sizes) {
    graph.addNode(
        NodeProto.newBuilder().setOpType("Identity").setName(name).addInput(value).addOutput(name));
    graph.addOutput(valueInfo(name, sizes));
  }

  private void take(String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException(
          "the model %s has two of inputs, outputs and variables with the name %s, which ONNX cannot tell apart"
              .formatted(graph.getName(), name));
    }
  }

  /** A scalar; the same one for the same value. */
  String constant(float value) {
    return constants.computeIfAbsent(
        value,
        v -> {
          String name = free("constant_" + v);
          weights(name, List.of(), new float[] {value});
          return name;
        });
  }

  /** A list of integers; the same one for the same values. */
  String constant(List<Integer> values) {
    return constants.computeIfAbsent(
        values,
        v -> {
          String name = free("integers");
          take(name);
          ByteBuffer bytes =
              ByteBuffer.allocate(Long.BYTES * values.size()).order(ByteOrder.LITTLE_ENDIAN);
          values.forEach(bytes::putLong);
          initializer(
              name,
              TensorProto.DataType.INT64,
              List.of(values.size()),
              UnsafeByteOperations.unsafeWrap(bytes.flip()));
          return name;
        });
  }

  private void initializer(
      String name, TensorProto.DataType type, List<Integer> sizes, ByteString bytes) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber()).setRawData(bytes);
    sizes.forEach(tensor::addDims);
    graph.addInitializer(tensor);
  }

  /** A name that nothing has. */
  private String free(String start) {
    String name = start;
    for (int i = 1; names.contains(name); i++) {
      name = start + "_" + i;
    }
    return name;
  }

  /** Starts an operation of a type by ONNX's name of it. */
  Operation operation(String type, String... inputs) {
    return new Operation(type, inputs);
  }

  GraphProto build() {
    return graph.build();
  }

  private static ValueInfoProto.Builder valueInfo(String name, List<AxisSize> sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (AxisSize size : sizes) {
      shape.addDim(
          size.isOpen()
              ? Dimension.newBuilder().setDimParam(size.toString())
              : Dimension.newBuilder().setDimValue(size.fixed()));
    }
    TypeProto.Tensor.Builder tensor =
        TypeProto.Tensor.newBuilder()
            .setElemType(TensorProto.DataType.FLOAT.getNumber())
            .setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor));
  }

  /** An operation of one result on its way into the graph. */
  final class Operation {
    private final NodeProto.Builder node = NodeProto.newBuilder();

    private Operation(String type, String... inputs) {
      node.setOpType(type).addAllInput(List.of(inputs));
    }

    Operation number(String attribute, int value) {
      node.addAttribute(
          AttributeProto.newBuilder()
              .setName(attribute)
              .setType(AttributeProto.AttributeType.INT)
              .setI(value));
      return this;
    }

    Operation numbers(String attribute, List<Integer> values) {
      node.addAttribute(
          AttributeProto.newBuilder()
              .setName(attribute)
              .setType(AttributeProto.AttributeType.INTS)
              .addAllInts(values.stream().map(Integer::longValue).toList()));
      return this;
    }

    /** Adds it, and gives the name of its result. */
    String add() {
      String name = free(node.getOpType() + "_" + graph.getNodeCount());
      names.add(name);
      graph.addNode(node.setName(name).addOutput(name));
      return name;
    }
  }
}
