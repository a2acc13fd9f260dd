package org.gan4j.examples.images;

import static org.gan4j.nn.Layers.sequential;

import org.gan4j.data.Noise;
import org.gan4j.examples.run.Settings;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.Penalty;
import org.gan4j.nn.DiffAugment;
import org.gan4j.nn.Network;
import org.gan4j.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Everything about the experiments on images that can be changed.
 *
 * @param folder where the images are; null in run files of old, which did not say
 * @param size the height and the width of an image; that of a published set is what it is
 * @param classes how many the images have, 1 for none; 0 before the images are read
 * @param measured whether a classifier is trained on the images to measure the samples by
 * @param cached whether a copy of a user's own images is kept decoded for the next run
 * @param flips whether half of the real images, by a coin each time, are mirrored
 * @param diffAugment whether the discriminator sees all images changed at random, {@link
 *     org.gan4j.nn.DiffAugment}
 * @param channels the width of the networks, as the preset understands it
 */
public record ImageSettings(
    DataSet data,
    @Nullable String folder,
    int size,
    int classes,
    Preset preset,
    boolean conditional,
    boolean measured,
    boolean cached,
    boolean flips,
    boolean diffAugment,
    int noiseSize,
    int channels,
    double learningRate,
    int discriminatorSteps,
    int batchSize,
    int iterations,
    double averageDecay,
    long seed)
    implements Settings {
  private static final int LARGE = 64;
  private static final int PUBLISHED_CLASSES = 10;

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
    return new ImageSettings(
        data,
        null,
        data.usualSize(),
        0,
        preset,
        false,
        true,
        true,
        false,
        false,
        preset.noiseSize(),
        preset.channels(data),
        preset.learningRate(),
        preset.discriminatorSteps(),
        64,
        6_000,
        preset.averageDecay(),
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
        cached,
        flips,
        diffAugment,
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
    ImageNetworks networks = preset.networks(this);
    Network discriminator = networks.discriminator();
    Gan gan =
        Gan.of(
            Noise.gaussian(noiseSize),
            networks.generator(),
            diffAugment ? sequential(DiffAugment.of(), discriminator) : discriminator,
            preset.loss());
    for (Penalty penalty : preset.penalties()) {
      gan = gan.withPenalty(penalty);
    }
    return conditional ? gan.withClasses(classes) : gan;
  }

  /** How often the images' size can be halved without going below 4 or becoming odd. */
  int halvings() {
    int count = 0;
    for (int side = size; side % 2 == 0 && side > 4; side /= 2) {
      count++;
    }
    return count;
  }

  /** How they are trained. */
  public TrainingPlan plan() {
    TrainingPlan plan =
        TrainingPlan.of(preset.optimizer(learningRate, batchSize))
            .withIterations(iterations)
            .withBatchSize(batchSize)
            .withStepsPerIteration(discriminatorSteps, 1)
            .withSeed(seed)
            .withGeneratorAverage(averageDecay);
    return preset.sharesBatch() ? plan.withSharedBatch() : plan;
  }
}
