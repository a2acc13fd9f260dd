package org.gan4j.nn;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;

/** Enlarges images by a whole factor, without parameters. */
record Upsample(int factor, boolean bilinear) implements Network {

  Upsample {
    Requirements.requirePositive("layer that upsamples", "times the size", factor);
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    Shape images = Requirements.requireImages("upsample", input);
    if ((double) images.elementCount() * factor * factor > Integer.MAX_VALUE) {
      throw new ShapeException(
              "upsample: images %s of %,d times the height and width have too many elements"
                  .formatted(images, factor))
          .withFix("choose a smaller factor");
    }
    return enlarged(enlarged(input, 1), 2);
  }

  /** Each row (or column) followed by its {@code factor - 1} new ones. */
  private Tensor enlarged(Tensor images, int axis) {
    Shape shape = images.shape();
    List<Integer> apart = new ArrayList<>(shape.sizes());
    apart.add(axis + 1, 1);
    List<Tensor> copies = new ArrayList<>();
    for (int copy = 0; copy < factor; copy++) {
      copies.add((bilinear ? between(images, axis, copy) : images).reshape(new Shape(apart)));
    }
    return Tensor.concat(axis + 1, copies).reshape(shape.withSize(axis, shape.size(axis) * factor));
  }

  /** Pixels are squares: the first of 2 new ones is a quarter of a pixel before the old centre. */
  private Tensor between(Tensor images, int axis, int copy) {
    double offset = (copy + 0.5) / factor - 0.5;
    if (offset == 0) {
      return images;
    }
    int last = images.shape().size(axis) - 1;
    Tensor neighbours =
        offset < 0
            ? Tensor.concat(axis, List.of(images.slice(axis, 0, 1), images.slice(axis, 0, last)))
            : Tensor.concat(
                axis, List.of(images.slice(axis, 1, last + 1), images.slice(axis, last, last + 1)));
    double weight = Math.abs(offset);
    return images.times(1 - weight).plus(neighbours.times(weight));
  }

  @Override
  public String kind() {
    return "upsample";
  }
}
