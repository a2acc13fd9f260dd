package org.gan4j.examples.images;

import static org.gan4j.nn.Layers.averagePool;
import static org.gan4j.nn.Layers.batchNorm;
import static org.gan4j.nn.Layers.conditionalBatchNorm;
import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.globalSumPool;
import static org.gan4j.nn.Layers.projection;
import static org.gan4j.nn.Layers.relu;
import static org.gan4j.nn.Layers.reshape;
import static org.gan4j.nn.Layers.residual;
import static org.gan4j.nn.Layers.residualDown;
import static org.gan4j.nn.Layers.residualUp;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.nn.Layers.spectralNorm;
import static org.gan4j.nn.Layers.tanh;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.nn.Network;

/**
 * The residual networks for CIFAR-10 of Miyato et al. 2018 (arXiv 1802.05957, Table 4): a block for
 * each doubling of the size in the generator; in the spectrally normalized discriminator blocks
 * that halve images until they are 8 a side or less, then two that do not, and the sum over all
 * pixels. With classes, batch norm has a scale and an offset for each class, and the discriminator
 * ends in a projection (Miyato and Koyama 2018).
 *
 * <p>The settings' channels are the generator's, 256 in the paper; the discriminator has half as
 * many. At 256 the generator has 4,275,971 parameters and the discriminator 1,053,825, on 32x32 RGB
 * and 128 values of noise without classes. The paper's program has 768 more in the generator:
 * biases before batch norm, which removes them.
 */
record ResidualNetworks(ImageSettings settings) implements ImageNetworks {
  private static final int SMALL = 8;

  @Override
  public Network generator() {
    int channels = settings.channels();
    int halvings = settings.halvings();
    int smallest = settings.size() >> halvings;
    List<Network> layers = new ArrayList<>();
    layers.add(dense(smallest * smallest * channels));
    layers.add(reshape(smallest, smallest, channels));
    for (int i = 0; i < halvings; i++) {
      layers.add(
          residualUp(channels, settings.conditional() ? conditionalBatchNorm() : batchNorm()));
    }
    layers.add(batchNorm());
    layers.add(relu());
    layers.add(conv2d(settings.data().colours(), 3));
    layers.add(tanh());
    return sequential(layers);
  }

  @Override
  public Network discriminator() {
    int channels = Math.max(1, settings.channels() / 2);
    List<Network> layers = new ArrayList<>();
    layers.add(first(channels));
    for (int side = settings.size() / 2; side > SMALL; side /= 2) {
      layers.add(residualDown(channels));
    }
    layers.add(level(channels));
    layers.add(level(channels));
    layers.add(relu());
    layers.add(globalSumPool());
    layers.add(settings.conditional() ? projection() : dense(1));
    return spectralNorm(sequential(layers));
  }

  /** The first block halves pixels, to which no activation is applied. */
  private static Network first(int channels) {
    return residual(
        sequential(conv2d(channels, 3), relu(), conv2d(channels, 3), averagePool(2)),
        sequential(averagePool(2), conv2d(channels, 1)));
  }

  private static Network level(int channels) {
    return residual(sequential(relu(), conv2d(channels, 3), relu(), conv2d(channels, 3)));
  }
}
