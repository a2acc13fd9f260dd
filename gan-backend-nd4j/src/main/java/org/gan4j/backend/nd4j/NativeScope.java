package org.gan4j.backend.nd4j;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.OpaqueConstantShapeBuffer;
import org.nd4j.nativeblas.OpaqueDataBuffer;

/**
 * Native memory and handles that live and die together. ND4J's own arrays leave parts of themselves
 * to the garbage collector; these are all released by {@link #close}.
 */
final class NativeScope implements AutoCloseable {
  /** Arrays start at multiples of this many floats: a cache line. */
  static final int ALIGNMENT = 16;

  private final NativeOps ops;
  private final Deque<Runnable> releases = new ArrayDeque<>();

  NativeScope(NativeOps ops) {
    this.ops = ops;
  }

  /**
   * New memory of this many floats, all 0.
   *
   * @throws OutOfMemoryError if there is not as much
   */
  FloatPointer allocate(long count) {
    long padded = count + ALIGNMENT;
    OpaqueDataBuffer owner = ops.allocateDataBuffer(padded, ElementType.FLOAT.number, false);
    if (owner == null || ops.lastErrorCode() != 0) {
      throw new OutOfMemoryError(
          "native memory for " + padded + " floats: " + ops.lastErrorMessage());
    }
    releases.push(() -> ops.deleteDataBuffer(owner));
    FloatPointer memory = new FloatPointer(ops.dbPrimaryBuffer(owner));
    Pointer.memset(memory, 0, padded * Float.BYTES);
    long misplaced = memory.address() / Float.BYTES % ALIGNMENT;
    return memory.getPointer((ALIGNMENT - misplaced) % ALIGNMENT);
  }

  /** The array of {@code count} floats at an offset into memory of this scope. */
  NativeArray array(FloatPointer memory, long offset, int count) {
    FloatPointer start = memory.getPointer(offset);
    return new NativeArray(start, handle(start, ElementType.FLOAT, count), count);
  }

  /** ND4J's handle of memory seen as elements of a type. */
  OpaqueDataBuffer handle(Pointer start, ElementType type, int count) {
    OpaqueDataBuffer handle =
        ops.dbCreateExternalDataBuffer(Math.max(1, count), type.number, start, null);
    releases.push(() -> ops.deleteDataBuffer(handle));
    return handle;
  }

  FloatPointer floats(float... values) {
    FloatPointer pointer = new FloatPointer(values);
    releases.push(pointer::close);
    return pointer;
  }

  IntPointer ints(int... values) {
    IntPointer pointer = new IntPointer(values);
    releases.push(pointer::close);
    return pointer;
  }

  /**
   * ND4J's description of an array. It keeps each one that was ever asked for, once.
   *
   * @param elementStep between all elements that follow each other, 0 if it varies
   */
  LongPointer shape(ElementType type, long[] sizes, long[] steps, int elementStep) {
    try (LongPointer size = new LongPointer(sizes);
        LongPointer step = new LongPointer(steps)) {
      OpaqueConstantShapeBuffer shape =
          ops.shapeBuffer(sizes.length, size, step, type.number, 'c', elementStep, false);
      releases.push(() -> ops.deleteConstantShapeBuffer(shape));
      return new LongPointer(ops.getConstantShapeBufferPrimary(shape));
    }
  }

  /** Releases everything, the latest first. */
  @Override
  public void close() {
    while (!releases.isEmpty()) {
      releases.pop().run();
    }
  }
}
