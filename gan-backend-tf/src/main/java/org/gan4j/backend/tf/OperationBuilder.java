package org.gan4j.backend.tf;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_AddControlInput;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_AddInput;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_AddInputList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_FinishOperation;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewOperation;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetAttrBool;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetAttrFloat;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetAttrIntList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetAttrShape;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetAttrString;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetAttrTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetAttrType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetDevice;

import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.gan4j.tensor.Shape;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_OperationDescription;
import org.tensorflow.internal.c_api.TF_Output;

/** An operation on its way into a graph. All operations here have one result. */
final class OperationBuilder {
  private final TF_OperationDescription description;
  private final Status status;
  private final String type;

  OperationBuilder(TF_Graph graph, Status status, String type, String name, String device) {
    this.description = TF_NewOperation(graph, type, name);
    this.status = status;
    this.type = type;
    if (!device.isEmpty()) {
      TF_SetDevice(description, device);
    }
  }

  /** Arguments, one after another. */
  OperationBuilder inputs(TF_Operation... operands) {
    try (TF_Output output = new TF_Output()) {
      for (TF_Operation operand : operands) {
        TF_AddInput(description, output.oper(operand).index(0));
      }
    }
    return this;
  }

  /** One argument that is a list. */
  OperationBuilder inputList(List<TF_Operation> operands) {
    try (TF_Output outputs = outputs(operands)) {
      TF_AddInputList(description, outputs, operands.size());
    }
    return this;
  }

  /** The results of operations as an array. */
  static TF_Output outputs(List<TF_Operation> operations) {
    TF_Output outputs = new TF_Output(operations.size());
    for (int i = 0; i < operations.size(); i++) {
      outputs.position(i).oper(operations.get(i)).index(0);
    }
    return outputs.position(0);
  }

  /** Operations that come before this one. */
  OperationBuilder after(List<TF_Operation> operations) {
    operations.forEach(operation -> TF_AddControlInput(description, operation));
    return this;
  }

  OperationBuilder type(String attribute, DataType value) {
    TF_SetAttrType(description, attribute, value.number);
    return this;
  }

  OperationBuilder flag(String attribute, boolean value) {
    TF_SetAttrBool(description, attribute, (byte) (value ? 1 : 0));
    return this;
  }

  OperationBuilder number(String attribute, float value) {
    TF_SetAttrFloat(description, attribute, value);
    return this;
  }

  OperationBuilder numbers(String attribute, long... values) {
    TF_SetAttrIntList(description, attribute, values, values.length);
    return this;
  }

  OperationBuilder text(String attribute, String value) {
    try (BytePointer bytes = new BytePointer(value)) {
      TF_SetAttrString(description, attribute, bytes, bytes.capacity() - 1);
    }
    return this;
  }

  OperationBuilder shape(String attribute, Shape value) {
    return shape(attribute, value.sizes());
  }

  /** A shape of which -1 is a size that is open. */
  OperationBuilder shape(String attribute, List<Integer> value) {
    long[] sizes = value.stream().mapToLong(size -> size).toArray();
    TF_SetAttrShape(description, attribute, sizes, sizes.length);
    return this;
  }

  OperationBuilder tensor(String attribute, HostTensor value) {
    TF_SetAttrTensor(description, attribute, value.handle, status.handle);
    return this;
  }

  /**
   * Adds the operation to the graph.
   *
   * @throws IllegalStateException if TensorFlow rejects it
   */
  TF_Operation add() {
    TF_Operation operation = TF_FinishOperation(description, status.handle);
    status.check("adding " + type);
    return operation;
  }
}
