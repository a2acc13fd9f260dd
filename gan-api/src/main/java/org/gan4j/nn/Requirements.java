package org.gan4j.nn;

import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;

/** The checks that layers share. */
final class Requirements {
  private Requirements() {}

  /** The input's shape {@code [batch, height, width, channels]}. */
  static Shape requireImages(String layer, Tensor input) {
    if (input.shape().rank() != 4) {
      throw new ShapeException(
              "%s: needs images [batch, height, width, channels], the input is %s"
                  .formatted(layer, input.shape()))
          .withFix("put reshape(height, width, channels) before this layer");
    }
    return input.shape();
  }

  static void requirePositive(String layer, String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "a %s needs at least 1 %s, not %s".formatted(layer, what, value));
    }
  }
}
