package org.gan4j.examples.points;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gan4j.examples.points.PointsSettings.ActivationName;
import org.gan4j.examples.points.PointsSettings.LossName;
import org.gan4j.examples.points.PointsSettings.NoiseName;
import org.gan4j.examples.points.PointsSettings.OptimizerName;
import org.gan4j.examples.points.PointsSettings.PenaltyName;
import org.gan4j.examples.run.Options;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of experiments on points; what is not given comes from the preset. */
final class PointsOptions implements Options<PointsSettings> {
  private final PointsData usualData;
  private final Preset usualPreset;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "faithful: the original experiment; best: the same networks and steps, but normalized"
              + " data, a better loss, penalty and optimizer. Default: ${DEFAULT-VALUE}")
  private Preset preset;

  @ArgGroup(exclusive = false, heading = "%nThe data:%n")
  private Data data = new Data();

  @ArgGroup(exclusive = false, heading = "%nThe networks:%n")
  private Networks networks = new Networks();

  @ArgGroup(exclusive = false, heading = "%nThe training:%n")
  private Training training = new Training();

  /** What the settings start from. */
  enum Preset {
    FAITHFUL,
    BEST;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Options that start from this preset on these data. */
  PointsOptions(PointsData usualData, Preset usualPreset) {
    this.usualData = usualData;
    this.usualPreset = usualPreset;
    this.preset = usualPreset;
  }

  static final class Data {
    @Option(
        names = {"--data", "--curve"},
        paramLabel = "NAME",
        description = "What to learn: ${COMPLETION-CANDIDATES}")
    private @Nullable PointsData name;

    @Option(
        names = "--normalize",
        negatable = true,
        description = "Shift and scale the data to mean 0 and deviation 1.")
    private @Nullable Boolean normalize;

    @Option(names = "--batch", paramLabel = "N", description = "Samples in a batch.")
    private @Nullable Integer batch;

    @Option(names = "--noise", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
    private @Nullable NoiseName noise;

    @Option(names = "--noise-size", paramLabel = "N", description = "Latent values of a sample.")
    private @Nullable Integer noiseSize;
  }

  static final class Networks {
    @Option(
        names = "--generator-hidden",
        split = ",",
        paramLabel = "N",
        description = "Sizes of the generator's hidden layers, such as 16,16.")
    private @Nullable List<Integer> generatorHidden;

    @Option(
        names = "--discriminator-hidden",
        split = ",",
        paramLabel = "N",
        description = "Sizes of the discriminator's hidden layers.")
    private @Nullable List<Integer> discriminatorHidden;

    @Option(
        names = "--generator-activation",
        paramLabel = "NAME",
        description = "${COMPLETION-CANDIDATES}")
    private @Nullable ActivationName generatorActivation;

    @Option(names = "--discriminator-activation", paramLabel = "NAME", description = "The same.")
    private @Nullable ActivationName discriminatorActivation;
  }

  static final class Training {
    @Option(names = "--loss", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
    private @Nullable LossName loss;

    @Option(names = "--penalty", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
    private @Nullable PenaltyName penalty;

    @Option(
        names = "--penalty-weight",
        paramLabel = "X",
        description = "WGAN-GP's lambda, or the gamma of R1 and R2.")
    private @Nullable Double penaltyWeight;

    @Option(names = "--optimizer", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
    private @Nullable OptimizerName optimizer;

    @Option(
        names = "--learning-rate",
        paramLabel = "X",
        description = "The learning rate of both players.")
    private @Nullable Double learningRate;

    @Option(names = "--discriminator-learning-rate", paramLabel = "X", description = "Its own.")
    private @Nullable Double discriminatorRate;

    @Option(names = "--generator-learning-rate", paramLabel = "X", description = "Its own.")
    private @Nullable Double generatorRate;

    @Option(names = "--beta1", paramLabel = "X", description = "Adam's decay of the mean.")
    private @Nullable Double beta1;

    @Option(names = "--beta2", paramLabel = "X", description = "Adam's decay of the square.")
    private @Nullable Double beta2;

    @Option(
        names = "--cosine-decay",
        negatable = true,
        description = "Let the learning rates fall to 0 along a cosine.")
    private @Nullable Boolean cosineDecay;

    @Option(
        names = "--discriminator-steps",
        paramLabel = "N",
        description = "Steps of the discriminator in an iteration.")
    private @Nullable Integer discriminatorSteps;

    @Option(
        names = "--generator-steps",
        paramLabel = "N",
        description = "Steps of the generator in an iteration.")
    private @Nullable Integer generatorSteps;

    @Option(
        names = "--average",
        paramLabel = "X",
        description = "Decay of the generator's moving average, 0 for none.")
    private @Nullable Double averageDecay;
  }

  @Override
  public String preset() {
    PointsData learned = Options.or(data.name, usualData);
    return Stream.of(learned, preset)
        .filter(choice -> choice != usualData && choice != usualPreset)
        .map(Object::toString)
        .collect(Collectors.joining("-"));
  }

  @Override
  public PointsSettings settings(@Nullable Integer iterations, long seed) {
    PointsSettings base = preset == Preset.BEST ? PointsSettings.best() : PointsSettings.faithful();
    double bothRates = Options.or(training.learningRate, Double.NaN);
    boolean same = training.learningRate != null;
    return new PointsSettings(
        Options.or(data.name, usualData),
        Options.or(data.normalize, base.normalize()),
        Options.or(data.noise, base.noise()),
        Options.or(data.noiseSize, base.noiseSize()),
        Options.or(networks.generatorHidden, base.generatorHidden()),
        Options.or(networks.discriminatorHidden, base.discriminatorHidden()),
        Options.or(networks.generatorActivation, base.generatorActivation()),
        Options.or(networks.discriminatorActivation, base.discriminatorActivation()),
        Options.or(training.loss, base.loss()),
        Options.or(training.penalty, base.penalty()),
        Options.or(training.penaltyWeight, base.penaltyWeight()),
        Options.or(training.optimizer, base.optimizer()),
        Options.or(training.discriminatorRate, same ? bothRates : base.discriminatorRate()),
        Options.or(training.generatorRate, same ? bothRates : base.generatorRate()),
        Options.or(training.beta1, base.beta1()),
        Options.or(training.beta2, base.beta2()),
        Options.or(training.cosineDecay, base.cosineDecay()),
        Options.or(training.discriminatorSteps, base.discriminatorSteps()),
        Options.or(training.generatorSteps, base.generatorSteps()),
        Options.or(data.batch, base.batchSize()),
        Options.or(iterations, base.iterations()),
        Options.or(training.averageDecay, base.averageDecay()),
        seed);
  }
}
