package org.gan4j.examples.points;

import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.sequential;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.gan4j.data.Noise;
import org.gan4j.data.Normalization;
import org.gan4j.data.Samples;
import org.gan4j.examples.run.Settings;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Loss;
import org.gan4j.loss.Penalties;
import org.gan4j.loss.Penalty;
import org.gan4j.nn.Layers;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adagrad;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Optimizer;
import org.gan4j.optim.RmsProp;
import org.gan4j.optim.Schedule;
import org.gan4j.optim.Sgd;

/**
 * Everything about an experiment on points in the plane that can be changed, and how it becomes a
 * GAN and a plan.
 */
public record PointsSettings(
    @JsonAlias("curve") PointsData data,
    boolean normalize,
    NoiseName noise,
    int noiseSize,
    List<Integer> generatorHidden,
    List<Integer> discriminatorHidden,
    ActivationName generatorActivation,
    ActivationName discriminatorActivation,
    LossName loss,
    PenaltyName penalty,
    double penaltyWeight,
    OptimizerName optimizer,
    double discriminatorRate,
    double generatorRate,
    double beta1,
    double beta2,
    boolean cosineDecay,
    int discriminatorSteps,
    int generatorSteps,
    int batchSize,
    int iterations,
    double averageDecay,
    long seed)
    implements Settings {

  /** What the latent values are drawn from. */
  public enum NoiseName {
    UNIFORM,
    GAUSSIAN
  }

  /** What follows each hidden layer. */
  public enum ActivationName {
    LEAKY_RELU(() -> Layers.leakyRelu(0.2)),
    RELU(Layers::relu),
    ELU(Layers::elu),
    SELU(Layers::selu),
    GELU(Layers::gelu),
    SWISH(Layers::swish),
    TANH(Layers::tanh),
    SIGMOID(Layers::sigmoid),
    SOFTPLUS(Layers::softplus);

    private final Supplier<Network> layer;

    ActivationName(Supplier<Network> layer) {
      this.layer = layer;
    }
  }

  /** What the players minimize. */
  public enum LossName {
    NON_SATURATING(GanLosses.nonSaturating()),
    MINIMAX(GanLosses.minimax()),
    LEAST_SQUARES(GanLosses.leastSquares()),
    WASSERSTEIN(GanLosses.wasserstein()),
    HINGE(GanLosses.hinge()),
    RELATIVISTIC_PAIRING(GanLosses.relativisticPairing());

    private final Loss loss;

    LossName(Loss loss) {
      this.loss = loss;
    }
  }

  /** What keeps the discriminator's slope small. */
  public enum PenaltyName {
    NONE,
    WGAN_GP,
    WGAN_GP_ONE_SIDED,
    R1,
    R2,
    R1_AND_R2
  }

  /** How both players descend. */
  public enum OptimizerName {
    RMSPROP,
    RMSPROP_KERAS,
    RMSPROP_PYTORCH,
    ADAM,
    ADAMW,
    SGD,
    ADAGRAD
  }

  /** The settings of the original experiment. */
  public static PointsSettings faithful() {
    return new PointsSettings(
        PointsData.QUADRATIC,
        false,
        NoiseName.UNIFORM,
        2,
        List.of(16, 16),
        List.of(16, 16),
        ActivationName.LEAKY_RELU,
        ActivationName.LEAKY_RELU,
        LossName.NON_SATURATING,
        PenaltyName.NONE,
        0.1,
        OptimizerName.RMSPROP,
        1e-3,
        1e-3,
        0.9,
        0.999,
        false,
        10,
        10,
        256,
        10_001,
        0,
        0);
  }

  /**
   * What the same networks can do in the same number of optimizer steps: normalized data, the
   * relativistic loss with R1 and R2 on both sides, so light that the discriminator can draw a thin
   * curve, three of its steps for each of the generator's, Adam with rates that fall to 0, and
   * samples drawn from the average of the generator.
   */
  public static PointsSettings best() {
    return new PointsSettings(
        PointsData.QUADRATIC,
        true,
        NoiseName.UNIFORM,
        2,
        List.of(16, 16),
        List.of(16, 16),
        ActivationName.LEAKY_RELU,
        ActivationName.LEAKY_RELU,
        LossName.RELATIVISTIC_PAIRING,
        PenaltyName.R1_AND_R2,
        0.01,
        OptimizerName.ADAM,
        2e-3,
        2e-3,
        0.5,
        0.99,
        true,
        3,
        1,
        256,
        50_005,
        0.999,
        0);
  }

  /** What is learned. */
  public Samples samples() {
    return data.samples();
  }

  /** The networks and what they play for. */
  public Gan gan() {
    Noise latent =
        switch (noise) {
          case UNIFORM -> Noise.uniform(noiseSize, -1, 1);
          case GAUSSIAN -> Noise.gaussian(noiseSize);
        };
    List<Network> generator = hidden(generatorHidden, generatorActivation);
    generator.add(dense(samples().rowShape().elementCount()));
    List<Network> discriminator = hidden(discriminatorHidden, discriminatorActivation);
    discriminator.add(dense(2).named("features"));
    discriminator.add(dense(1));
    Gan gan = Gan.of(latent, sequential(generator), sequential(discriminator), loss.loss);
    for (Penalty term : penalties()) {
      gan = gan.withPenalty(term);
    }
    return normalize ? gan.withNormalization(Normalization.standardizing(samples())) : gan;
  }

  private static List<Network> hidden(List<Integer> sizes, ActivationName activation) {
    List<Network> layers = new ArrayList<>();
    for (int size : sizes) {
      layers.add(dense(size));
      layers.add(activation.layer.get());
    }
    return layers;
  }

  private List<Penalty> penalties() {
    return switch (penalty) {
      case NONE -> List.of();
      case WGAN_GP -> List.of(Penalties.wganGp(penaltyWeight));
      case WGAN_GP_ONE_SIDED -> List.of(Penalties.wganGpOneSided(penaltyWeight));
      case R1 -> List.of(Penalties.r1(penaltyWeight));
      case R2 -> List.of(Penalties.r2(penaltyWeight));
      case R1_AND_R2 -> List.of(Penalties.r1(penaltyWeight), Penalties.r2(penaltyWeight));
    };
  }

  /** How they are trained. */
  public TrainingPlan plan() {
    return TrainingPlan.of(
            optimizer(discriminatorRate, discriminatorSteps),
            optimizer(generatorRate, generatorSteps))
        .withIterations(iterations)
        .withBatchSize(batchSize)
        .withStepsPerIteration(discriminatorSteps, generatorSteps)
        .withSharedBatch()
        .withSeed(seed)
        .withGeneratorAverage(averageDecay);
  }

  private Optimizer optimizer(double rate, int stepsPerIteration) {
    Schedule schedule =
        cosineDecay
            ? Schedule.cosine(rate, 0, (long) iterations * stepsPerIteration)
            : Schedule.constant(rate);
    return switch (optimizer) {
      case RMSPROP -> RmsProp.of(schedule);
      case RMSPROP_KERAS -> RmsProp.keras(schedule);
      case RMSPROP_PYTORCH -> RmsProp.pyTorch(schedule);
      case ADAM -> Adam.of(schedule).withBetas(beta1, beta2);
      case ADAMW -> Adam.of(schedule).withBetas(beta1, beta2).withWeightDecay(0.01);
      case SGD -> Sgd.of(schedule);
      case ADAGRAD -> Adagrad.of(schedule);
    };
  }
}
