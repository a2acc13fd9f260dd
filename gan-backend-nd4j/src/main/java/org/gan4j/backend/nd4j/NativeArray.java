package org.gan4j.backend.nd4j;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.nativeblas.OpaqueDataBuffer;

/** A contiguous run of floats in native memory, and ND4J's handle of it. */
final class NativeArray {
  final FloatPointer pointer;
  final OpaqueDataBuffer buffer;
  final int count;

  /** Made by {@link NativeScope}, which owns the memory. */
  NativeArray(FloatPointer pointer, OpaqueDataBuffer buffer, int count) {
    this.pointer = pointer;
    this.buffer = buffer;
    this.count = count;
  }

  /** Whether this starts where the other does. */
  boolean isAt(NativeArray other) {
    return pointer.address() == other.pointer.address();
  }

  void read(float[] into) {
    pointer.get(into, 0, count);
  }

  void write(float[] values) {
    pointer.put(values, 0, count);
  }
}
