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
import org.gan4j.data.Noise;
import org.gan4j.examples.run.Settings;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Penalties;
import org.gan4j.nn.Initializer;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Optimizer;
import org.gan4j.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Everything about the experiments on images that can be changed.
 *
 * @param folder where the images are; null in run files of old, which did not say
 * @param size the height and the width of an image; that of a published set is what it is
 * @param classes how many the images have, 1 for none; 0 before the images are read
 * @param measured whether a classifier is trained on the images to measure the samples by
 * @param channels of the images that the generator makes the last one of; twice as many for each
 *     halving of the size
 */
public record ImageSettings(
    DataSet data,
    @Nullable String folder,
    int size,
    int classes,
    Preset preset,
    boolean conditional,
    boolean measured,
    int noiseSize,
    int channels,
    double learningRate,
    int discriminatorSteps,
    int batchSize,
    int iterations,
    double averageDecay,
    long seed)
    implements Settings {
  private static final Initializer START = Initializer.normal(0.02);
  private static final int FILTER = 4;
  private static final int LARGE = 64;
  private static final int PUBLISHED_CLASSES = 10;

  /** From which literature the networks and their game are. */
  public enum Preset {
    /** Radford et al. 2016: batch norm in both networks, the non-saturating loss. */
    DCGAN,
    /** Miyato et al. 2018: spectral norm in the discriminator, the hinge loss. */
    SNGAN,
    /** Gulrajani et al. 2017: a critic without normalization, its slope kept near 1. */
    WGAN_GP
  }

  /** Fills in what is always so of a published set. */
  public ImageSettings {
    if (data.isPublished()) {
      size = data.usualSize();
      classes = PUBLISHED_CLASSES;
    }
    if (size != data.usualSize() && size != LARGE) {
      throw new IllegalArgumentException(
          "images are brought to a size of %d or %d, not %d"
              .formatted(data.usualSize(), LARGE, size));
    }
  }

  /** The settings that a preset starts from. */
  public static ImageSettings of(DataSet data, Preset preset) {
    double learningRate = preset == Preset.WGAN_GP ? 1e-4 : 2e-4;
    int discriminatorSteps = preset == Preset.WGAN_GP ? 5 : 1;
    double averageDecay = preset == Preset.DCGAN ? 0 : 0.999;
    return new ImageSettings(
        data,
        null,
        data.usualSize(),
        0,
        preset,
        false,
        true,
        100,
        data == DataSet.CIFAR10 ? 64 : 32,
        learningRate,
        discriminatorSteps,
        64,
        6_000,
        averageDecay,
        0);
  }

  /** The same of images that turned out to have so many classes. */
  ImageSettings withClasses(int newClasses) {
    return new ImageSettings(
        data,
        folder,
        size,
        newClasses,
        preset,
        conditional,
        measured,
        noiseSize,
        channels,
        learningRate,
        discriminatorSteps,
        batchSize,
        iterations,
        averageDecay,
        seed);
  }

  /** The shape of an image, {@code [height, width, channels]}. */
  public Shape imageShape() {
    return Shape.of(size, size, data.colours());
  }

  /**
   * The networks and what they play for.
   *
   * @throws IllegalArgumentException if the images should have classes and have none
   */
  public Gan gan() {
    if (conditional && classes == 1) {
      throw new IllegalArgumentException(
          "--conditional needs images with classes\n  fix: put the images of each class into a sub-folder of "
              + folder);
    }
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
    return conditional ? gan.withClasses(classes) : gan;
  }

  /** How often the images' size can be halved without going below 4 or becoming odd. */
  private int halvings() {
    int count = 0;
    for (int side = size; side % 2 == 0 && side > 4; side /= 2) {
      count++;
    }
    return count;
  }

  private Network generator() {
    int halvings = halvings();
    int smallest = size >> halvings;
    int most = channels << (halvings - 1);
    List<Network> layers = new ArrayList<>();
    if (conditional) {
      layers.add(labelEmbedding(classes));
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
    layers.add(convTranspose2d(data.colours(), FILTER).withStride(2).withKernelInitializer(START));
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

  /** How they are trained. */
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
