package org.gan4j.examples.translation;

import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;

import org.gan4j.nn.Network;

/**
 * PatchGAN's discriminator: a logit for each patch of the image. Isola et al. 2017, but without a
 * normalization: an instance norm would hide whether an image is light on dark.
 */
public final class PatchDiscriminator {
  private PatchDiscriminator() {}

  /**
   * From images {@code [batch, height, width, any]} to logits {@code [batch, height / 4, width / 4,
   * 1]}, each of which sees a square of 26 pixels.
   *
   * @param channels of the first layer; the others have twice as many
   */
  public static Network of(int channels) {
    return sequential(
        conv2d(channels, 4).withStride(2),
        leakyRelu(0.2),
        conv2d(2 * channels, 4).withStride(2),
        leakyRelu(0.2),
        conv2d(2 * channels, 3),
        leakyRelu(0.2),
        conv2d(1, 3));
  }
}
