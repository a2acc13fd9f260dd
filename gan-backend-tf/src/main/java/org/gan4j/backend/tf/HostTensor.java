package org.gan4j.backend.tf;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_AllocateTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.tensorflow.internal.c_api.TF_Tensor;

/** An array in TensorFlow's memory. */
final class HostTensor implements AutoCloseable {
  final TF_Tensor handle;
  private final FloatPointer floats;

  /** Takes over a tensor of TensorFlow's. */
  HostTensor(TF_Tensor handle) {
    this.handle = handle;
    this.floats = new FloatPointer(TF_TensorData(handle));
  }

  private static HostTensor allocate(DataType type, long... sizes) {
    long count = 1;
    for (long size : sizes) {
      count *= size;
    }
    return new HostTensor(TF_AllocateTensor(type.number, sizes, sizes.length, count * Float.BYTES));
  }

  /** Of a shape; its content is yet to be written. */
  static HostTensor ofFloats(List<Integer> sizes) {
    return allocate(DataType.FLOAT, sizes.stream().mapToLong(size -> size).toArray());
  }

  /** A list of integers. */
  static HostTensor ofIntegers(List<Integer> values) {
    HostTensor tensor = allocate(DataType.INT, values.size());
    new IntPointer(tensor.floats).put(values.stream().mapToInt(value -> value).toArray());
    return tensor;
  }

  /** Writes as many values as the tensor has. */
  void write(float[] values) {
    if (values.length > 0) {
      floats.put(values, 0, values.length);
    }
  }

  /** Reads as many values as the array has. */
  void read(float[] into) {
    if (into.length > 0) {
      floats.get(into, 0, into.length);
    }
  }

  @Override
  public void close() {
    TF_DeleteTensor(handle);
  }
}
