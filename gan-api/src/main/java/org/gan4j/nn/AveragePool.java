package org.gan4j.nn;

import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;

/** The mean of each square of pixels: images smaller by a whole factor. */
record AveragePool(int factor) implements Network {

  AveragePool {
    Requirements.requirePositive("pool", "pixel a side", factor);
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    Shape images = Requirements.requireImages("averagePool", input);
    int height = images.size(1) / factor;
    int width = images.size(2) / factor;
    if (height * factor != images.size(1) || width * factor != images.size(2)) {
      throw new ShapeException(
              "averagePool: %s do not divide into squares of %s by %s pixels"
                  .formatted("images " + images, factor, factor))
          .withFix("bring the images to a multiple of %s first".formatted(factor));
    }
    int batch = images.size(0);
    int channels = images.size(3);
    return input
        .reshape(batch, height, factor, width, factor, channels)
        .mean(2, 4)
        .reshape(batch, height, width, channels);
  }

  @Override
  public String kind() {
    return "averagePool";
  }
}
