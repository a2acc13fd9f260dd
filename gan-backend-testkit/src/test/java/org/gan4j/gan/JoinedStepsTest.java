package org.gan4j.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.nn.Layers.batchNorm;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.dropout;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.backend.Workspace;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Penalties;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adam;
import org.gan4j.program.Program;
import org.gan4j.tensor.Variable;
import org.gan4j.train.Iteration;
import org.gan4j.train.TrainingListener;
import org.junit.jupiter.api.Test;

/** Training on a backend that asks for both players' steps in one program. */
class JoinedStepsTest {
  private static final Gan GAN = gan(leakyRelu(0.2));
  private static final TrainingPlan PLAN =
      TrainingPlan.of(Adam.of(1e-3))
          .withIterations(4)
          .withBatchSize(8)
          .withStepsPerIteration(2, 3)
          .withGeneratorAverage(0.9)
          .withSharedBatch();

  private static Gan gan(Network activation) {
    return Gan.of(
        Noise.gaussian(2),
        sequential(dense(4), batchNorm(), activation, dense(2)),
        sequential(dense(4), activation, dense(1)),
        GanLosses.nonSaturating());
  }

  /** The reference, which counts its runs. */
  private static final class Counting implements Backend {
    private final Backend reference = new ReferenceBackend();
    private final int mostStepsJoined;
    private int runs;

    Counting(int mostStepsJoined) {
      this.mostStepsJoined = mostStepsJoined;
    }

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public String description() {
      return name();
    }

    @Override
    public int mostStepsJoined() {
      return mostStepsJoined;
    }

    @Override
    public Workspace open(Map<Variable, float[]> initialValues) {
      Workspace workspace = reference.open(initialValues);
      return new Workspace() {
        @Override
        public CompiledProgram compile(Program program) {
          CompiledProgram compiled = workspace.compile(program);
          return (inputs, times, outputs) -> {
            runs++;
            compiled.run(inputs, times, outputs);
          };
        }

        @Override
        public void read(Variable variable, float[] into) {
          workspace.read(variable, into);
        }

        @Override
        public void write(Variable variable, float[] value) {
          workspace.write(variable, value);
        }

        @Override
        public void close() {
          workspace.close();
        }
      };
    }
  }

  /** Keeps the losses. */
  private static class Losses implements TrainingListener {
    final List<Float> losses = new ArrayList<>();

    @Override
    public void iterationEnded(Iteration iteration) {
      losses.add(iteration.loss(GanScheme.DISCRIMINATOR));
      losses.add(iteration.loss(GanScheme.GENERATOR));
    }
  }

  /** Looks between the players at some iterations. */
  private static final class LossesBetween extends Losses {
    @Override
    public boolean watchesSteps(int iteration) {
      return iteration == 1;
    }

    @Override
    public void stepEnded(Iteration iteration, String step) {
      if (step.equals(GanScheme.DISCRIMINATOR)) {
        losses.add(iteration.loss(GanScheme.DISCRIMINATOR));
      }
    }
  }

  /** Trains apart and joined, and returns how many runs the latter took. */
  private static int runsOfTheSameTraining(Gan gan, TrainingPlan plan) {
    Counting apart = new Counting(4);
    Counting joined = new Counting(5);
    Losses expected = new Losses();
    Losses actual = new Losses();
    try (TrainedGan a =
            new AlternatingTrainer(apart).train(gan, Curves.quadratic(), plan, expected);
        TrainedGan b =
            new AlternatingTrainer(joined).train(gan, Curves.quadratic(), plan, actual)) {
      assertThat(actual.losses).isEqualTo(expected.losses);
      Map<Variable, float[]> weights = b.weights();
      a.weights()
          .forEach((variable, value) -> assertThat(weights.get(variable)).containsExactly(value));
    }
    return joined.runs;
  }

  @Test
  void anIterationIsOneRunWithTheSameResult() {
    assertThat(runsOfTheSameTraining(GAN, PLAN)).isEqualTo(4);
  }

  @Test
  void randomInputsAreDrawnAsWithoutJoining() {
    Gan random = gan(dropout(0.5)).withPenalty(Penalties.wganGp(10));
    assertThat(runsOfTheSameTraining(random, PLAN.withStepsPerIteration(1, 1))).isEqualTo(4);
  }

  @Test
  void stepsThatDrawInputsAnewAreRunsOfTheirOwn() {
    assertThat(runsOfTheSameTraining(gan(dropout(0.5)), PLAN)).isEqualTo(4 * 5);
  }

  @Test
  void aListenerThatLooksBetweenGetsToSeeTheMoment() {
    Counting joined = new Counting(5);
    LossesBetween between = new LossesBetween();
    Losses losses = new Losses();
    new AlternatingTrainer(joined).train(GAN, Curves.quadratic(), PLAN, between, losses).close();
    assertThat(joined.runs).isEqualTo(4 + 1);
    List<Float> expected = new ArrayList<>(losses.losses);
    expected.add(2, expected.get(2));
    assertThat(between.losses).isEqualTo(expected);
  }
}
