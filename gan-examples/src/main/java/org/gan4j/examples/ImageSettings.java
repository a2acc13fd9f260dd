package org.gan4j.examples;

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

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gan4j.data.Cifar10;
import org.gan4j.data.Images;
import org.gan4j.data.Mnist;
import org.gan4j.data.Noise;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Penalties;
import org.gan4j.nn.Initializer;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Optimizer;
import org.gan4j.tensor.Shape;

/**
 * Everything about the experiments on images that can be changed.
 *
 * @param channels of the images that the generator makes the last one of; twice as many for each
 *     halving of the size
 */
record ImageSettings(
    DataSet data,
    Preset preset,
    boolean conditional,
    int noiseSize,
    int channels,
    double learningRate,
    int discriminatorSteps,
    int batchSize,
    int iterations,
    double averageDecay,
    long seed)
    implements ExperimentSettings {
  private static final Initializer START = Initializer.normal(0.02);
  private static final int FILTER = 4;

  /** What is learned. */
  enum DataSet {
    MNIST(Shape.of(28, 28, 1)) {
      @Override
      Images read(Path path) throws IOException {
        return Mnist.read(path);
      }
    },
    CIFAR10(Shape.of(32, 32, 3)) {
      @Override
      Images read(Path path) throws IOException {
        return Cifar10.read(path);
      }
    };

    final Shape imageShape;
    final int classes = 10;

    DataSet(Shape imageShape) {
      this.imageShape = imageShape;
    }

    abstract Images read(Path path) throws IOException;
  }

  /** From which literature the networks and their game are. */
  enum Preset {
    /** Radford et al. 2016: batch norm in both networks, the non-saturating loss. */
    DCGAN,
    /** Miyato et al. 2018: spectral norm in the discriminator, the hinge loss. */
    SNGAN,
    /** Gulrajani et al. 2017: a critic without normalization, its slope kept near 1. */
    WGAN_GP
  }

  /** The settings that a preset starts from. */
  static ImageSettings of(DataSet data, Preset preset) {
    double learningRate = preset == Preset.WGAN_GP ? 1e-4 : 2e-4;
    int discriminatorSteps = preset == Preset.WGAN_GP ? 5 : 1;
    double averageDecay = preset == Preset.DCGAN ? 0 : 0.999;
    return new ImageSettings(
        data,
        preset,
        false,
        100,
        data == DataSet.MNIST ? 32 : 64,
        learningRate,
        discriminatorSteps,
        64,
        6_000,
        averageDecay,
        0);
  }

  @Override
  public String experiment() {
    return data.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Gan gan() {
    Gan gan =
        Gan.of(
            Noise.gaussian(noiseSize),
            generator(),
            discriminator(),
            switch (preset) {
              case DCGAN -> GanLosses.nonSaturating();
              case SNGAN -> GanLosses.hinge();
              case WGAN_GP -> GanLosses.wasserstein();
            });
    if (preset == Preset.WGAN_GP) {
      gan = gan.withPenalty(Penalties.wganGp(10));
    }
    return conditional ? gan.withClasses(data.classes) : gan;
  }

  /** How often the images' size can be halved without going below 4 or becoming odd. */
  private int halvings() {
    int count = 0;
    for (int size = data.imageShape.size(0); size % 2 == 0 && size > 4; size /= 2) {
      count++;
    }
    return count;
  }

  private Network generator() {
    int halvings = halvings();
    int smallest = data.imageShape.size(0) >> halvings;
    int most = channels << (halvings - 1);
    List<Network> layers = new ArrayList<>();
    if (conditional) {
      layers.add(labelEmbedding(data.classes));
    }
    layers.add(dense(smallest * smallest * most).withKernelInitializer(START).withoutBias());
    layers.add(reshape(smallest, smallest, most));
    for (int filters = most / 2; filters >= channels; filters /= 2) {
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
    int colours = data.imageShape.size(2);
    layers.add(convTranspose2d(colours, FILTER).withStride(2).withKernelInitializer(START));
    layers.add(tanh());
    return sequential(layers);
  }

  private Network discriminator() {
    List<Network> layers = new ArrayList<>();
    if (conditional && preset != Preset.SNGAN) {
      layers.add(labelEmbedding(1));
    }
    for (int i = 0; i < halvings(); i++) {
      boolean normalized = preset == Preset.DCGAN && i > 0;
      var convolution = conv2d(channels << i, FILTER).withStride(2).withKernelInitializer(start());
      layers.add(normalized ? convolution.withoutBias() : convolution);
      if (normalized) {
        layers.add(batchNorm());
      }
      layers.add(leakyRelu(0.2));
    }
    layers.add(flatten());
    layers.add(
        conditional && preset == Preset.SNGAN
            ? projection()
            : dense(1).withKernelInitializer(start()));
    Network network = sequential(layers);
    return preset == Preset.SNGAN ? spectralNorm(network) : network;
  }

  private Initializer start() {
    return preset == Preset.DCGAN ? START : Initializer.heNormal();
  }

  @Override
  public TrainingPlan plan() {
    Optimizer adam =
        preset == Preset.WGAN_GP
            ? Adam.of(learningRate).withBetas(0, 0.9)
            : Adam.of(learningRate).withBetas(0.5, 0.999);
    TrainingPlan plan =
        TrainingPlan.of(adam)
            .withIterations(iterations)
            .withBatchSize(batchSize)
            .withStepsPerIteration(discriminatorSteps, 1)
            .withSeed(seed)
            .withGeneratorAverage(averageDecay);
    return preset == Preset.WGAN_GP ? plan : plan.withSharedBatch();
  }
}
