package org.gan4j.examples.infogan;

import java.util.stream.IntStream;
import org.gan4j.nn.Distribution;
import org.gan4j.nn.Mode;
import org.gan4j.nn.Network;
import org.gan4j.nn.Scope;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * While training, scales, shears and shifts images, all of a batch alike; otherwise the identity.
 * Each row is resampled along the width, then each column along the height, with linear
 * interpolation; beyond the edge images are -1. Scale, shear and shift are drawn uniformly for each
 * of the two.
 *
 * @param scale by how much the scale differs from 1 at most, in [0, 1)
 * @param shear how many pixels a line is shifted against its neighbour at most, at least 0
 * @param shift how many pixels an image is shifted at most, at least 0
 */
record RandomDistortion(double scale, double shear, double shift) implements Network {

  RandomDistortion {
    if (!(scale >= 0 && scale < 1 && shear >= 0 && shift >= 0)) {
      throw new IllegalArgumentException(
          "a distortion needs a scale in [0, 1), a shear and a shift of at least 0, not %s, %s and %s"
              .formatted(scale, shear, shift));
    }
  }

  /**
   * @param images {@code [batch, height, width, channels]}
   */
  @Override
  public Tensor apply(Tensor images, Scope scope) {
    if (scope.mode() == Mode.INFERENCE) {
      return images;
    }
    Shape shape = images.shape();
    int height = shape.size(1);
    int width = shape.size(2);
    int planes = shape.size(0) * shape.size(3);
    Tensor rows =
        images
            .plus(1)
            .transpose(1, 0, 3, 2)
            .reshape(height, planes, width)
            .matMul(resampling("rows", height, width, scope));
    Tensor columns = rows.transpose(2, 1, 0).matMul(resampling("columns", width, height, scope));
    return columns
        .reshape(width, shape.size(0), shape.size(3), height)
        .transpose(1, 3, 0, 2)
        .minus(1);
  }

  /** {@code [lines, from, to]}: how much of each pixel goes to which one of the same line. */
  private Tensor resampling(String name, int lines, int size, Scope scope) {
    Tensor random = scope.random(name, Shape.of(3, 1, 1, 1), Distribution.UNIFORM);
    Tensor amounts = random.times(2).minus(1);
    Tensor to = centred(size).reshape(1, 1, size);
    Tensor line = centred(lines).reshape(lines, 1, 1);
    Tensor origin =
        to.times(amount(amounts, 0).times(scale).plus(1))
            .plus(line.times(amount(amounts, 1).times(shear)))
            .plus(amount(amounts, 2).times(shift));
    Tensor from = centred(size).reshape(1, size, 1);
    return Tensor.scalar(1).minus(origin.minus(from).abs()).max(0);
  }

  private static Tensor amount(Tensor amounts, int which) {
    return amounts.slice(0, which, which + 1).reshape(1, 1, 1);
  }

  /** Where the pixels of a line are, if its middle is at 0. */
  private static Tensor centred(int size) {
    return Tensor.concat(
        0,
        IntStream.range(0, size)
            .mapToObj(i -> Tensor.fill(Shape.of(1), i - (size - 1) / 2.0))
            .toList());
  }

  @Override
  public String kind() {
    return "randomDistortion";
  }
}
