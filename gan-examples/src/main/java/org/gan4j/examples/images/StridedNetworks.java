package org.gan4j.examples.images;

import static org.gan4j.nn.Layers.batchNorm;
import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.convTranspose2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.flatten;
import static org.gan4j.nn.Layers.labelEmbedding;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.projection;
import static org.gan4j.nn.Layers.relu;
import static org.gan4j.nn.Layers.reshape;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.nn.Layers.spectralNorm;
import static org.gan4j.nn.Layers.tanh;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.nn.Initializer;
import org.gan4j.nn.Network;

/**
 * Networks as those of Radford et al. 2016: convolutions with stride 2 in the discriminator,
 * transposed ones in the generator, twice as many channels for each halving of the size.
 */
record StridedNetworks(ImageSettings settings) implements ImageNetworks {
  private static final Initializer START = Initializer.normal(0.02);
  private static final int FILTER = 4;

  @Override
  public Network generator() {
    int halvings = settings.halvings();
    int smallest = settings.size() >> halvings;
    int most = settings.channels() << (halvings - 1);
    List<Network> layers = new ArrayList<>();
    if (settings.conditional()) {
      layers.add(labelEmbedding(settings.classes()));
    }
    layers.add(dense(smallest * smallest * most).withKernelInitializer(START).withoutBias());
    layers.add(reshape(smallest, smallest, most));
    for (int filters = most / 2; filters >= settings.channels(); filters /= 2) {
      layers.add(batchNorm());
      layers.add(relu());
      layers.add(
          convTranspose2d(filters, FILTER)
              .withStride(2)
              .withKernelInitializer(START)
              .withoutBias());
    }
    layers.add(batchNorm());
    layers.add(relu());
    layers.add(
        convTranspose2d(settings.data().colours(), FILTER)
            .withStride(2)
            .withKernelInitializer(START));
    layers.add(tanh());
    return sequential(layers);
  }

  @Override
  public Network discriminator() {
    List<Network> layers = new ArrayList<>();
    if (settings.conditional() && settings.preset() != Preset.SNGAN) {
      layers.add(labelEmbedding(1));
    }
    for (int i = 0; i < settings.halvings(); i++) {
      boolean normalized = settings.preset() == Preset.DCGAN && i > 0;
      var convolution =
          conv2d(settings.channels() << i, FILTER).withStride(2).withKernelInitializer(start());
      layers.add(normalized ? convolution.withoutBias() : convolution);
      if (normalized) {
        layers.add(batchNorm());
      }
      layers.add(leakyRelu(0.2));
    }
    layers.add(flatten());
    layers.add(
        settings.conditional() && settings.preset() == Preset.SNGAN
            ? projection()
            : dense(1).withKernelInitializer(start()));
    Network network = sequential(layers);
    return settings.preset() == Preset.SNGAN ? spectralNorm(network) : network;
  }

  private Initializer start() {
    return settings.preset() == Preset.DCGAN ? START : Initializer.heNormal();
  }
}
