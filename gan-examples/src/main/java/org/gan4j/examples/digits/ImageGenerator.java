package org.gan4j.examples.digits;

import static org.gan4j.nn.Layers.batchNorm;
import static org.gan4j.nn.Layers.convTranspose2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.relu;
import static org.gan4j.nn.Layers.reshape;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.nn.Layers.tanh;

import org.gan4j.nn.Network;
import org.gan4j.tensor.Shape;

/** A generator of images from vectors, which doubles their sides twice. Radford et al. 2016. */
public final class ImageGenerator {
  private ImageGenerator() {}

  /**
   * From {@code [batch, any]} to images {@code [batch, height, width, channels]} in (-1, 1).
   *
   * @param channels of the images next to the last, at least 1; twice as many at a quarter of the
   *     size
   * @param images {@code [height, width, channels]}
   * @throws IllegalArgumentException if 4 does not divide both sides
   */
  public static Network of(int channels, Shape images) {
    if (images.rank() != 3 || images.size(0) % 4 != 0 || images.size(1) % 4 != 0) {
      throw new IllegalArgumentException(
          "images have a shape [height, width, channels] with sides that 4 divides, not " + images);
    }
    int height = images.size(0) / 4;
    int width = images.size(1) / 4;
    return sequential(
        dense(height * width * 2 * channels).withoutBias(),
        reshape(height, width, 2 * channels),
        batchNorm(),
        relu(),
        convTranspose2d(channels, 4).withStride(2).withoutBias(),
        batchNorm(),
        relu(),
        convTranspose2d(images.size(2), 4).withStride(2),
        tanh());
  }
}
