package org.gan4j.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.gan4j.backend.Backend;
import org.gan4j.data.Images;
import org.gan4j.data.Prefetching;
import org.gan4j.data.Provenance;
import org.gan4j.examples.ImageSettings.DataSet;
import org.gan4j.examples.ImageSettings.Preset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of experiments on images. */
final class ImageOptions {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Where the data set's files are (gan fetch brings them).")
  private Path data = Path.of("");

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

  @Mixin private RunOptions run = new RunOptions();

  @ArgGroup(exclusive = false, heading = "%nThe networks and the training:%n")
  private Training training = new Training();

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

  /** Trains on a data set and returns the exit code. */
  int train(DataSet dataSet, CommandLine command) throws IOException {
    ImageSettings settings = settings(dataSet);
    settings.check();
    Images images = dataSet.read(data);
    for (Provenance file : images.provenance()) {
      if (file.verified()) {
        command.getOut().println(file);
      } else {
        command.getErr().println("gan: warning: " + file);
      }
    }
    Backend backend = run.openBackend();
    String preset = settings.preset().name().toLowerCase(Locale.ROOT).replace('_', '-');
    RunFolder folder = run.folder(settings.experiment() + "-" + preset);
    try (Prefetching ahead = Prefetching.of(images);
        ImageJudge judge = judge(backend, settings, images, command)) {
      ImageExperiment experiment = new ImageExperiment(settings, ahead, judge, folder.path());
      return new TrainingRun(command, experiment, run, backend).into(folder);
    }
  }

  private @Nullable ImageJudge judge(
      Backend backend, ImageSettings settings, Images images, CommandLine command)
      throws IOException {
    return !withoutMetrics && images.size() >= ImageJudge.FEWEST_IMAGES
        ? ImageJudge.of(backend, settings.experiment(), images, command.getOut())
        : null;
  }

  private ImageSettings settings(DataSet dataSet) {
    ImageSettings base = ImageSettings.of(dataSet, preset);
    return new ImageSettings(
        dataSet,
        preset,
        conditional,
        RunOptions.or(training.noiseSize, base.noiseSize()),
        RunOptions.or(training.channels, base.channels()),
        RunOptions.or(training.learningRate, base.learningRate()),
        RunOptions.or(training.discriminatorSteps, base.discriminatorSteps()),
        RunOptions.or(training.batch, base.batchSize()),
        run.iterations(base.iterations()),
        RunOptions.or(training.averageDecay, base.averageDecay()),
        run.seed());
  }
}
