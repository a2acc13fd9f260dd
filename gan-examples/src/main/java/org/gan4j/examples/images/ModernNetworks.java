package org.gan4j.examples.images;

import static org.gan4j.nn.Layers.averagePool;
import static org.gan4j.nn.Layers.blur;
import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.globalSumPool;
import static org.gan4j.nn.Layers.labelEmbedding;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.reshape;
import static org.gan4j.nn.Layers.residual;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.nn.Layers.upsample;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.nn.Initializer;
import org.gan4j.nn.Network;
import org.gan4j.nn.Scope;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * The networks for CIFAR-10 of Huang et al. 2024 (R3GAN, arXiv 2501.05441): two residual blocks at
 * each size, all of one width, without any normalization. A block expands the channels twofold by a
 * 1x1 convolution, convolves them 3x3 in groups of 16, and brings them back by 1x1; what it adds
 * starts at 0, and its other layers start smaller by the fourth root of the number of blocks
 * (Fixup). Between sizes images are interpolated linearly. The generator begins with trained 4x4
 * patterns, one a channel, which the noise weighs; the discriminator ends with such. With classes,
 * the generator gets an embedding beside the noise, and the logit is the product of the
 * discriminator's features with another one.
 *
 * <p>The settings' channels are the width, 768 in the paper. At 768 the generator has 20,781,952
 * parameters and the discriminator 21,280,512, on 32x32 RGB and 64 values of noise with 10 classes,
 * as in the paper's program. That computes the smaller images with bfloat16, here all have 32 bits,
 * and its embedding beside the noise starts smaller. A convolution in groups is one convolution for
 * each group, 96 at the width of the paper, which backends may find slow.
 */
record ModernNetworks(ImageSettings settings) implements ImageNetworks {
  private static final int BLOCKS = 2;
  private static final int EXPANSION = 2;
  private static final int CHANNELS_PER_GROUP = 16;
  private static final double SLOPE = 0.2;

  /** What keeps the variance of values through the activation. */
  private static final double GAIN = Math.sqrt(2 / (1 + SLOPE * SLOPE));

  private static final Initializer START = Initializer.lecunNormal();

  @Override
  public Network generator() {
    int smallest = settings.size() >> settings.halvings();
    List<Network> layers = new ArrayList<>();
    if (settings.conditional()) {
      layers.add(labelEmbedding(settings.noiseSize()));
    }
    layers.add(dense(settings.channels()).withKernelInitializer(START).withoutBias());
    layers.add(reshape(1, 1, settings.channels()));
    layers.add(patterns(smallest, Initializer.normal(1)));
    addBlocks(layers);
    for (int i = 0; i < settings.halvings(); i++) {
      layers.add(upsample(2));
      layers.add(blur());
      addBlocks(layers);
    }
    layers.add(conv2d(settings.data().colours(), 1).withKernelInitializer(START).withoutBias());
    return sequential(layers);
  }

  @Override
  public Network discriminator() {
    int channels = settings.channels();
    int smallest = settings.size() >> settings.halvings();
    List<Network> layers = new ArrayList<>();
    layers.add(conv2d(channels, 1).withKernelInitializer(START).withoutBias());
    for (int i = 0; i < settings.halvings(); i++) {
      addBlocks(layers);
      layers.add(blur());
      layers.add(averagePool(2));
    }
    addBlocks(layers);
    layers.add(patterns(smallest, Initializer.normal(1.0 / smallest)));
    layers.add(globalSumPool());
    layers.add(
        dense(settings.conditional() ? channels : 1).withKernelInitializer(START).withoutBias());
    if (settings.conditional()) {
      layers.add(ModernNetworks::productWithClass);
    }
    return sequential(layers);
  }

  private void addBlocks(List<Network> layers) {
    for (int i = 0; i < BLOCKS; i++) {
      layers.add(block());
    }
  }

  private Network block() {
    int expanded = EXPANSION * settings.channels();
    int groups = expanded % CHANNELS_PER_GROUP == 0 ? expanded / CHANNELS_PER_GROUP : 1;
    int blocks = BLOCKS * (settings.halvings() + 1);
    Initializer start = START.times(GAIN * Math.pow(blocks, -0.25));
    return residual(
        sequential(
            conv2d(expanded, 1).withKernelInitializer(start),
            leakyRelu(SLOPE),
            conv2d(expanded, 3).withGroups(groups).withKernelInitializer(start),
            leakyRelu(SLOPE),
            conv2d(settings.channels(), 1)
                .withKernelInitializer(Initializer.constant(0))
                .withoutBias()));
  }

  /** The product of each channel with a trained pattern {@code [side, side, channels]}. */
  private static Network patterns(int side, Initializer start) {
    return (input, scope) ->
        input.times(
            scope.parameter("patterns", Shape.of(side, side, input.shape().size(-1)), start));
  }

  /** The discriminator's features, weighed by those of the class: a logit. */
  private static Tensor productWithClass(Tensor features, Scope scope) {
    Tensor labels = scope.labels();
    Shape table = Shape.of(labels.shape().size(1), features.shape().size(1));
    Initializer start = START.times(1 / Math.sqrt(features.shape().size(1)));
    return labels.matMul(scope.parameter("embedding", table, start)).times(features).sum(-1);
  }
}
