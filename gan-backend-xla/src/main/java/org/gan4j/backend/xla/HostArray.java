package org.gan4j.backend.xla;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.gan4j.tensor.Shape;

/** Native memory of the host for an array that goes to the device. */
final class HostArray {
  /** What XLA's CPU code asks of the memory that it works on. */
  private static final int ALIGNMENT = 64;

  private final MemorySegment floats;
  private final MemorySegment sizes;

  HostArray(Shape shape, Arena arena) {
    this.floats = arena.allocate((long) shape.elementCount() * Float.BYTES, ALIGNMENT);
    long[] longs = shape.sizes().stream().mapToLong(Integer::longValue).toArray();
    this.sizes = arena.allocateFrom(ValueLayout.JAVA_LONG, longs);
  }

  MemorySegment floats() {
    return floats;
  }

  /** The sizes of the axes as PJRT takes them. */
  MemorySegment sizes() {
    return sizes;
  }

  void write(float[] values) {
    MemorySegment.copy(values, 0, floats, ValueLayout.JAVA_FLOAT, 0, values.length);
  }
}
