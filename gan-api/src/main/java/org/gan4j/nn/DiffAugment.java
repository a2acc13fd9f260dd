package org.gan4j.nn;

import java.util.stream.IntStream;
import org.gan4j.check.Check;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * Changes images at random while training, each image of a batch on its own; otherwise the
 * identity. At the front of a discriminator it changes real and generated images alike, in all
 * steps of both players, and gradients reach the generator through it: a discriminator that sees no
 * image twice cannot learn a small data set by heart. Zhao et al. 2020 (DiffAugment, arXiv
 * 2006.10738).
 *
 * <pre>{@code
 * Network discriminator = sequential(diffAugment(), conv2d(64, 4).withStride(2), ...);
 * }</pre>
 *
 * <p>With {@code u} uniform in [0, 1), drawn for each image and each change, in this order:
 *
 * <ul>
 *   <li>brightness: {@code x + u - 0.5};
 *   <li>saturation: {@code 2u (x - m) + m} with m the mean of a pixel's channels, so nothing for
 *       grey images;
 *   <li>contrast: {@code (u + 0.5) (x - m) + m} with m the mean of the image;
 *   <li>translation: by a whole number of pixels on each axis, uniform up to a share of its size; 0
 *       comes in from beyond the edge;
 *   <li>cutout: a rectangle, whose sides are a share of the image's, is set to 0 around a pixel
 *       drawn uniformly; what of it lies beyond the edge is lost.
 * </ul>
 *
 * <p>The numbers are meant for images in [-1, 1], where 0 is grey. Images are {@code [batch,
 * height, width, channels]}. A gradient penalty on such a discriminator is one by the images as
 * they were before they were changed.
 *
 * @param colour whether brightness, saturation and contrast change; true by default
 * @param translation the largest shift as a share of each side, in [0, 1); 0 for none, 1/8 by
 *     default
 * @param cutout the sides of the cut-out rectangle as a share of the image's, in [0, 1]; 0 for
 *     none, 1/2 by default
 */
public record DiffAugment(boolean colour, double translation, double cutout) implements Network {
  private static final int DRAWS = 7;

  /**
   * @throws IllegalArgumentException if a share is out of its range
   */
  public DiffAugment {
    Check.finite("the share of a translation", translation);
    Check.finite("the share of a cutout", cutout);
    if (!(translation >= 0 && translation < 1 && cutout >= 0 && cutout <= 1)) {
      throw new IllegalArgumentException(
          "images are translated by a share in [0, 1) and cut out by a share in [0, 1], not by %s and %s"
              .formatted(translation, cutout));
    }
  }

  /** All changes, as strong as in the paper. */
  public static DiffAugment of() {
    return new DiffAugment(true, 0.125, 0.5);
  }

  /** The same without a change of brightness, saturation and contrast. */
  public DiffAugment withoutColour() {
    return new DiffAugment(false, translation, cutout);
  }

  /** The same with another largest shift; 0 for none. */
  public DiffAugment withTranslation(double newTranslation) {
    return new DiffAugment(colour, newTranslation, cutout);
  }

  /** The same with another size of what is cut out; 0 for nothing. */
  public DiffAugment withCutout(double newCutout) {
    return new DiffAugment(colour, translation, newCutout);
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    Shape images = Requirements.requireImages("diffAugment", input);
    if (scope.mode() == Mode.INFERENCE) {
      return input;
    }
    Tensor random = scope.random("change", Shape.of(DRAWS, images.size(0)), Distribution.UNIFORM);
    Tensor[] draws =
        IntStream.range(0, DRAWS)
            .mapToObj(i -> random.slice(0, i, i + 1).reshape(images.size(0), 1, 1, 1))
            .toArray(Tensor[]::new);
    Tensor changed = input;
    if (colour) {
      changed = changed.plus(draws[0].minus(0.5));
      changed = aroundMean(changed, draws[1].times(2), -1);
      changed = aroundMean(changed, draws[2].plus(0.5), 1, 2, 3);
    }
    if (translation > 0) {
      changed = shifted(shifted(changed, 1, draws[3]), 2, draws[4]);
    }
    return cutout > 0 ? cut(changed, draws[5], draws[6]) : changed;
  }

  private static Tensor aroundMean(Tensor images, Tensor factor, int... axes) {
    Tensor mean = images.mean(axes);
    return images.minus(mean).times(factor).plus(mean);
  }

  /**
   * The product with a matrix that has a 1 where a pixel comes from, an exact copy: pixel {@code
   * to} is {@code from = to + floor(u (2 most + 1)) - most}.
   */
  private Tensor shifted(Tensor images, int axis, Tensor draw) {
    int size = images.shape().size(axis);
    int most = rounded(size * translation);
    Tensor place = positions(size);
    Tensor shift = place.reshape(1, 1, size).minus(place.reshape(1, size, 1)).plus(most);
    Tensor drawn = draw.reshape(images.shape().size(0), 1, 1).times(2 * most + 1);
    Tensor selection = isWholePart(drawn, shift);
    int[] axisFirst = {0, axis, 3 - axis, 3};
    Tensor lines = images.transpose(axisFirst);
    Shape shape = lines.shape();
    Tensor moved =
        selection.matMul(lines.reshape(shape.size(0), size, shape.size(2) * shape.size(3)));
    return moved.reshape(shape).transpose(axisFirst);
  }

  private Tensor cut(Tensor images, Tensor down, Tensor across) {
    Tensor inside = within(images, 1, down).times(within(images, 2, across));
    return images.times(Tensor.scalar(1).minus(inside));
  }

  /** 1 at the places along an axis that are cut out, {@code [batch, ...]}, else 0. */
  private Tensor within(Tensor images, int axis, Tensor draw) {
    int size = images.shape().size(axis);
    int length = rounded(size * cutout);
    Tensor place = positions(size).reshape(axis == 1 ? size : 1, axis == 1 ? 1 : size, 1);
    // The middle is one of the pixels, or, of an even length, the place before one or after the
    // last.
    Tensor middle = draw.times(size + 1 - length % 2);
    Tensor from = place.plus(length / 2 - length + 1);
    return middle.isAtLeast(from).minus(middle.isAtLeast(from.plus(length)));
  }

  /** 1 where {@code floor(x)} is a whole number k, else 0. */
  private static Tensor isWholePart(Tensor x, Tensor k) {
    return x.isAtLeast(k).minus(x.isAtLeast(k.plus(1)));
  }

  private static int rounded(double pixels) {
    return (int) (pixels + 0.5);
  }

  /** 0, 1, 2 and so on. */
  private static Tensor positions(int size) {
    return Tensor.concat(
        0, IntStream.range(0, size).mapToObj(i -> Tensor.fill(Shape.of(1), i)).toList());
  }

  @Override
  public String kind() {
    return "diffAugment";
  }
}
