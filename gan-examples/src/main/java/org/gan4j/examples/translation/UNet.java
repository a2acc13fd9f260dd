package org.gan4j.examples.translation;

import static org.gan4j.nn.Layers.concat;
import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.convTranspose2d;
import static org.gan4j.nn.Layers.identity;
import static org.gan4j.nn.Layers.instanceNorm;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.relu;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.nn.Layers.tanh;

import org.gan4j.nn.Network;

/**
 * A generator from images to images of the same size: a U-Net, whose levels each work at half the
 * size of the one above. A level passes its input on beside what the levels below make of it, so
 * that details need not go through the small images. Ronneberger et al. 2015.
 */
public final class UNet {
  private UNet() {}

  /**
   * From images {@code [batch, height, width, any]}, whose height and width are multiples of 4, to
   * {@code [batch, height, width, 1]} in (-1, 1).
   *
   * @param channels of the first layer, at least 1; twice as many for each of the two levels below
   */
  public static Network of(int channels) {
    Network lowest =
        sequential(
            conv2d(4 * channels, 3), instanceNorm(), leakyRelu(0.2), conv2d(4 * channels, 3));
    return sequential(
        conv2d(channels, 3),
        leakyRelu(0.2),
        level(channels, level(2 * channels, lowest)),
        conv2d(1, 3),
        tanh());
  }

  private static Network level(int channels, Network below) {
    return concat(
        identity(),
        sequential(
            conv2d(2 * channels, 4).withStride(2),
            instanceNorm(),
            leakyRelu(0.2),
            below,
            convTranspose2d(channels, 4).withStride(2),
            instanceNorm(),
            relu()));
  }
}
