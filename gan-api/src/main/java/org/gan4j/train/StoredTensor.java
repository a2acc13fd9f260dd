package org.gan4j.train;

import static org.gan4j.train.SafeTensorsHeader.shown;

import org.gan4j.tensor.Shape;

/**
 * What the header of a safetensors file says of a tensor.
 *
 * @param name unique in the file
 * @param type what its elements are
 * @param shape of any size, row-major
 * @param begin where it begins, in bytes after the header
 * @param end where it ends
 */
record StoredTensor(String name, Type type, Shape shape, long begin, long end) {

  /** The types of elements that gan4j stores. */
  enum Type {
    /** Weights: 32-bit floats, little-endian. */
    F32(4),
    /** Bytes without a meaning of their own. */
    U8(1);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    private long bytes(Shape shape) {
      return (long) bytes * shape.elementCount();
    }
  }

  /**
   * @throws IllegalArgumentException if it does not fit its place
   */
  StoredTensor {
    if (begin < 0 || end < begin || end - begin != type.bytes(shape)) {
      throw new IllegalArgumentException(
          "tensor %s of shape %s and type %s has %s bytes, and cannot lie at bytes %s to %s"
              .formatted(shown(name), shape, type, type.bytes(shape), begin, end));
    }
  }

  /** A tensor that begins there. */
  static StoredTensor at(long begin, String name, Type type, Shape shape) {
    return new StoredTensor(name, type, shape, begin, begin + type.bytes(shape));
  }

  /**
   * @throws IllegalArgumentException if a value is NaN or infinite, with which nobody can go on
   */
  static void requireFinite(String name, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "tensor %s has %s at index %s".formatted(shown(name), values[i], i));
      }
    }
  }

  /** For messages: {@code tensor generator/dense1/kernel of shape [2, 16] and type F32}. */
  @Override
  public String toString() {
    return "tensor %s of shape %s and type %s".formatted(shown(name), shape, type);
  }
}
