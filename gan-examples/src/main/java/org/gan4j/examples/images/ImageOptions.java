package org.gan4j.examples.images;

import java.util.Locale;
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
              + " Wasserstein loss with gradient penalty; SNGAN_RESNET: SNGAN's residual networks;"
              + " R3GAN: relativistic pairing, R1 and R2, residual networks without normalization."
              + " Default: ${DEFAULT-VALUE}")
  private Preset preset = Preset.DCGAN;

  @Option(names = "--conditional", description = "Tell both networks the images' classes.")
  private boolean conditional;

  @Option(
      names = "--flips",
      description = "Mirror half of the images, left to right, each time they are seen.")
  private boolean flips;

  @Option(
      names = "--diff-augment",
      description =
          "Show the discriminator all images, real and generated, with changed colours, shifted"
              + " and partly cut out: for small data sets.")
  private boolean diffAugment;

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
        description =
            "Width of the networks: channels of the largest inner images (smaller ones have more)"
                + " in DCGAN, SNGAN and WGAN_GP; of the generator's in SNGAN_RESNET (256 in the"
                + " paper); of all in R3GAN (768).")
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

  /** Whether decoded images are kept. */
  boolean isCached() {
    return true;
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
        isCached(),
        flips,
        diffAugment,
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
