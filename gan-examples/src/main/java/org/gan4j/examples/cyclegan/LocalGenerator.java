package org.gan4j.examples.cyclegan;

import static org.gan4j.nn.Layers.concat;
import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.identity;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.nn.Layers.tanh;

import org.gan4j.nn.Convolution;
import org.gan4j.nn.Initializer;
import org.gan4j.nn.Network;
import org.gan4j.nn.Padding;
import org.gan4j.tensor.Shape;

/**
 * A generator from images to images of the same size that looks no further than 8 pixels to the
 * sides and 4 up and down, and knows in which row it is. So it can move, invert and thicken
 * strokes, but not draw another digit: two generators that may (such as U-Nets) exchange classes at
 * no cost, since each of them can undo what the other one does.
 */
final class LocalGenerator {
  private static final int REACH = 11;

  private LocalGenerator() {}

  /**
   * From images {@code [batch, height, width, any]} to {@code [batch, height, width, 1]} in (-1,
   * 1).
   *
   * @param channels of all layers but the last, at least 1
   */
  static Network of(int channels) {
    Convolution across =
        new Convolution(channels, 3, REACH, 1, Padding.SAME, Initializer.glorotUniform(), true, 1);
    Network refined =
        sequential(
            leakyRelu(0.2),
            conv2d(channels, 3),
            perRow(),
            leakyRelu(0.2),
            conv2d(channels, 3),
            leakyRelu(0.2));
    return sequential(across, perRow(), concat(identity(), refined), conv2d(1, 3), tanh());
  }

  /** A scale and an offset for each row and channel. */
  private static Network perRow() {
    return (x, scope) -> {
      Shape each = Shape.of(x.shape().size(1), 1, x.shape().size(3));
      return x.times(scope.parameter("scale", each, Initializer.constant(1)))
          .plus(scope.parameter("offset", each, Initializer.constant(0)));
    };
  }
}
