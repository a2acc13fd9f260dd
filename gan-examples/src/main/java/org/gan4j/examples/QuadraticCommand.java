package org.gan4j.examples;

import java.util.List;
import java.util.concurrent.Callable;
import org.gan4j.backend.Backend;
import org.gan4j.examples.QuadraticSettings.ActivationName;
import org.gan4j.examples.QuadraticSettings.CurveName;
import org.gan4j.examples.QuadraticSettings.LossName;
import org.gan4j.examples.QuadraticSettings.NoiseName;
import org.gan4j.examples.QuadraticSettings.OptimizerName;
import org.gan4j.examples.QuadraticSettings.PenaltyName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of the quadratic experiment; what is not given comes from the preset. */
@Command(
    name = "quadratic",
    description = "A small GAN learns points on the curve y = 10 + x².",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Exit codes: 0 done, 2 bad usage, 3 bad input data, 4 training diverged, 130 interrupted."
    })
final class QuadraticCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--preset",
      defaultValue = "faithful",
      paramLabel = "NAME",
      description =
          "faithful: the original experiment; best: the same networks and steps, but normalized"
              + " data, a better loss, penalty and optimizer. Default: ${DEFAULT-VALUE}")
  private Preset preset = Preset.FAITHFUL;

  @Mixin private RunOptions run = new RunOptions();

  @ArgGroup(exclusive = false, heading = "%nThe data:%n")
  private Data data = new Data();

  @ArgGroup(exclusive = false, heading = "%nThe networks:%n")
  private Networks networks = new Networks();

  @ArgGroup(exclusive = false, heading = "%nThe training:%n")
  private Training training = new Training();

  enum Preset {
    FAITHFUL,
    BEST
  }

  static final class Data {
    @Option(
        names = "--curve",
        paramLabel = "NAME",
        description = "What to learn: ${COMPLETION-CANDIDATES}")
    private @Nullable CurveName curve;

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
  public Integer call() throws Exception {
    QuadraticSettings settings = settings();
    String name = preset == Preset.FAITHFUL ? "quadratic" : "quadratic-best";
    Backend backend = run.openBackend();
    settings.check();
    RunFolder folder = run.folder(name);
    PointsExperiment experiment = new PointsExperiment(settings, folder.path());
    return new TrainingRun(spec.commandLine(), experiment, run, backend).into(folder);
  }

  private QuadraticSettings settings() {
    QuadraticSettings base =
        preset == Preset.BEST ? QuadraticSettings.best() : QuadraticSettings.faithful();
    double bothRates = RunOptions.or(training.learningRate, Double.NaN);
    boolean same = training.learningRate != null;
    return new QuadraticSettings(
        RunOptions.or(data.curve, base.curve()),
        RunOptions.or(data.normalize, base.normalize()),
        RunOptions.or(data.noise, base.noise()),
        RunOptions.or(data.noiseSize, base.noiseSize()),
        RunOptions.or(networks.generatorHidden, base.generatorHidden()),
        RunOptions.or(networks.discriminatorHidden, base.discriminatorHidden()),
        RunOptions.or(networks.generatorActivation, base.generatorActivation()),
        RunOptions.or(networks.discriminatorActivation, base.discriminatorActivation()),
        RunOptions.or(training.loss, base.loss()),
        RunOptions.or(training.penalty, base.penalty()),
        RunOptions.or(training.penaltyWeight, base.penaltyWeight()),
        RunOptions.or(training.optimizer, base.optimizer()),
        RunOptions.or(training.discriminatorRate, same ? bothRates : base.discriminatorRate()),
        RunOptions.or(training.generatorRate, same ? bothRates : base.generatorRate()),
        RunOptions.or(training.beta1, base.beta1()),
        RunOptions.or(training.beta2, base.beta2()),
        RunOptions.or(training.cosineDecay, base.cosineDecay()),
        RunOptions.or(training.discriminatorSteps, base.discriminatorSteps()),
        RunOptions.or(training.generatorSteps, base.generatorSteps()),
        RunOptions.or(data.batch, base.batchSize()),
        run.iterations(base.iterations()),
        RunOptions.or(training.averageDecay, base.averageDecay()),
        run.seed());
  }
}
