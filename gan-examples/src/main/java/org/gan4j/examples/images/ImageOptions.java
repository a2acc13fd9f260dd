package org.gan4j.examples.images;

import java.util.Locale;
import org.gan4j.examples.images.ImageSettings.Preset;
import org.gan4j.examples.run.Options;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of experiments on images. */
class ImageOptions implements Options<ImageSettings> {
  private final DataSet dataSet;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the images (gan fetch brings published ones).")
  private String data = "";

  @Option(
      names = "--preset",
      defaultValue = "DCGAN",
      paramLabel = "NAME",
      description =
          "DCGAN: batch norm; SNGAN: spectral norm, hinge loss, averaged generator; WGAN_GP:"
              + " Wasserstein loss with gradient penalty. Default: ${DEFAULT-VALUE}")
  private Preset preset = Preset.DCGAN;

  @Option(names = "--conditional", description = "Tell both networks the images' classes.")
  private boolean conditional;

  @Option(
      names = "--no-metrics",
      description = "Do not train a classifier on the data to measure the samples by.")
  private boolean withoutMetrics;

  @ArgGroup(exclusive = false, heading = "%nThe networks and the training:%n")
  private Training training = new Training();

  /** Options for these images. */
  ImageOptions(DataSet dataSet) {
    this.dataSet = dataSet;
  }

  static final class Training {
    @Option(names = "--noise-size", paramLabel = "N", description = "Latent values of a sample.")
    private @Nullable Integer noiseSize;

    @Option(
        names = "--channels",
        paramLabel = "N",
        description = "Channels of the largest inner images; smaller ones have more.")
    private @Nullable Integer channels;

    @Option(names = "--batch", paramLabel = "N", description = "Images in a batch.")
    private @Nullable Integer batch;

    @Option(
        names = "--learning-rate",
        paramLabel = "X",
        description = "The learning rate of both players.")
    private @Nullable Double learningRate;

    @Option(
        names = "--discriminator-steps",
        paramLabel = "N",
        description = "Steps of the discriminator for each of the generator's.")
    private @Nullable Integer discriminatorSteps;

    @Option(
        names = "--average",
        paramLabel = "X",
        description = "Decay of the generator's moving average, 0 for none.")
    private @Nullable Double averageDecay;
  }

  @Override
  public String preset() {
    return preset.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The size to which images are brought. */
  int size() {
    return dataSet.usualSize();
  }

  @Override
  public ImageSettings settings(@Nullable Integer iterations, long seed) {
    ImageSettings base = ImageSettings.of(dataSet, preset);
    return new ImageSettings(
        dataSet,
        data,
        size(),
        base.classes(),
        preset,
        conditional,
        !withoutMetrics,
        Options.or(training.noiseSize, base.noiseSize()),
        Options.or(training.channels, base.channels()),
        Options.or(training.learningRate, base.learningRate()),
        Options.or(training.discriminatorSteps, base.discriminatorSteps()),
        Options.or(training.batch, base.batchSize()),
        Options.or(iterations, base.iterations()),
        Options.or(training.averageDecay, base.averageDecay()),
        seed);
  }
}
