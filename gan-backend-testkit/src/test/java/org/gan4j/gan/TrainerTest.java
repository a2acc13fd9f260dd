package org.gan4j.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gan4j.nn.Layers.batchNorm;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.dropout;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Penalties;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adam;
import org.gan4j.optim.RmsProp;
import org.gan4j.optim.Sgd;
import org.gan4j.step.BoundStep;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Variable;
import org.gan4j.train.Iteration;
import org.gan4j.train.LossLog;
import org.gan4j.train.SafeTensors;
import org.gan4j.train.Scheme;
import org.gan4j.train.TrainingDivergedException;
import org.gan4j.train.TrainingListener;
import org.gan4j.train.TrainingSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final Backend BACKEND = new ReferenceBackend();
  private static final Trainer TRAINER = new AlternatingTrainer(BACKEND);

  private static final Network GENERATOR = sequential(dense(4), leakyRelu(0.2), dense(2));
  private static final Network DISCRIMINATOR =
      sequential(dense(4), leakyRelu(0.2), dense(2).named("features"), dense(1));
  private static final Gan GAN =
      Gan.of(Noise.uniform(2, -1, 1), GENERATOR, DISCRIMINATOR, GanLosses.nonSaturating());
  private static final TrainingPlan PLAN =
      TrainingPlan.of(RmsProp.of(1e-3))
          .withIterations(3)
          .withBatchSize(8)
          .withStepsPerIteration(2, 3)
          .withSeed(42);

  private static Map<Variable, float[]> train(
      Gan gan, TrainingPlan plan, TrainingListener... listeners) {
    try (TrainedGan trained = TRAINER.train(gan, Curves.quadratic(), plan, listeners)) {
      return trained.weights();
    }
  }

  @Test
  void eachPlayersStepLeavesTheOthersVariablesUnchangedToTheBit() {
    Gan normalized =
        Gan.of(
            Noise.gaussian(2),
            sequential(dense(4), batchNorm(), leakyRelu(0.2), dense(2)),
            sequential(dense(4), batchNorm(), leakyRelu(0.2), dense(1)),
            GanLosses.nonSaturating());
    Scheme scheme = GanScheme.of(normalized, Curves.quadratic(), PLAN);
    try (Session session = Session.open(BACKEND, scheme.initialValues(0))) {
      scheme.steps().forEach(step -> assertOnlyMoves(step, session));
    }
  }

  private static void assertOnlyMoves(Step step, Session session) {
    float[] real = new float[16];
    float[] noise = new float[16];
    for (int i = 0; i < 16; i++) {
      real[i] = (float) Math.sin(i * i);
      noise[i] = (float) Math.cos(i * i);
    }
    List<float[]> before = session.variables().stream().map(session::read).toList();
    new BoundStep(session, step, Map.of("real", real, "noise", noise), 0).run(0, 2);
    for (int i = 0; i < before.size(); i++) {
      Variable variable = session.variables().get(i);
      float[] after = session.read(variable);
      if (!variable.name().contains(step.name())) {
        assertThat(after).as(variable.name()).containsExactly(before.get(i));
      } else if (variable.name().endsWith("/kernel") || variable.name().endsWith("/runningMean")) {
        assertThat(after).as(variable.name()).isNotEqualTo(before.get(i));
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameWeightsAndAnotherSeedOthers() {
    assertSame(train(GAN, PLAN), train(GAN, PLAN));
    assertThat(train(GAN, PLAN.withSeed(43)).values().iterator().next())
        .isNotEqualTo(train(GAN, PLAN).values().iterator().next());
  }

  @Test
  void lookingChangesNothing() {
    TrainingListener curious =
        new TrainingListener() {
          @Override
          public boolean watchesSteps(int iteration) {
            return true;
          }

          @Override
          public void stepEnded(Iteration iteration, String step) {
            iteration.view(GanView.class).observe();
            iteration.view(GanView.class).generate(5, 1);
          }
        };
    assertSame(train(GAN, PLAN, curious), train(GAN, PLAN));
  }

  private static void assertSame(Map<Variable, float[]> a, Map<Variable, float[]> b) {
    assertThat(a.keySet()).isEqualTo(b.keySet());
    a.forEach((variable, value) -> assertThat(b.get(variable)).containsExactly(value));
  }

  @Test
  void listenersSeeEventsInOrderAndFeaturesThatOnlyTheRightPlayerMoves() {
    List<String> events = new ArrayList<>();
    List<float[][]> realFeatures = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void iterationStarted(Iteration iteration) {
            events.add("started " + iteration.number());
            realFeatures.add(iteration.view(GanView.class).observe().realFeatures());
          }

          @Override
          public boolean watchesSteps(int iteration) {
            return true;
          }

          @Override
          public void stepEnded(Iteration iteration, String step) {
            events.add(step);
            realFeatures.add(iteration.view(GanView.class).observe().realFeatures());
          }

          @Override
          public void iterationEnded(Iteration iteration) {
            events.add("ended");
          }

          @Override
          public void trainingEnded(TrainingSummary summary) {
            events.add(summary.iterations() + " iterations, " + summary.optimizerSteps());
          }
        };
    train(GAN, PLAN.withIterations(1).withSharedBatch(), listener);
    assertThat(events)
        .containsExactly("started 0", "discriminator", "generator", "ended", "1 iterations, 5");
    assertThat(Arrays.deepEquals(realFeatures.get(0), realFeatures.get(1))).isFalse();
    assertThat(realFeatures.get(1)).isDeepEqualTo(realFeatures.get(2));
  }

  @Test
  void aListenerCanStopTraining() {
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            iteration.stop();
          }
        };
    try (TrainedGan trained = TRAINER.train(GAN, Curves.quadratic(), PLAN, stopper)) {
      assertThat(trained.summary().iterations()).isEqualTo(1);
      assertThat(trained.summary().stopped()).isTrue();
    }
  }

  @Test
  void divergenceNamesIterationPlayerAndVariable() {
    List<String> failures = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void trainingFailed(Throwable failure) {
            failures.add(String.valueOf(failure.getMessage()));
          }
        };
    TrainingPlan tooFast = TrainingPlan.of(Sgd.of(1e30)).withIterations(50).withBatchSize(8);
    assertThatThrownBy(() -> train(GAN, tooFast, listener))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContaining("diverged in iteration")
        .hasMessageContaining("the generator's variable generator/dense1/kernel has")
        .hasMessageContaining("fix: lower the learning rate");
    assertThat(failures).hasSize(1);
  }

  @Test
  void shapesThatDoNotFitAreSaidWithTheirPlace() {
    Gan wrongSamples =
        Gan.of(Noise.gaussian(2), dense(3), DISCRIMINATOR, GanLosses.nonSaturating());
    assertThatThrownBy(() -> train(wrongSamples, PLAN))
        .hasMessage(
            """
            generator: its samples have shape [3], the data's have [2]
              at generator
              fix: end the generator with a layer that gives the data's shape""");
    Gan wrongLogits = Gan.of(Noise.gaussian(2), GENERATOR, dense(2), GanLosses.hinge());
    assertThatThrownBy(() -> train(wrongLogits, PLAN))
        .hasMessageContaining("logits need [8, 1]")
        .hasMessageContaining("fix: end the discriminator with dense(1)");
  }

  @Test
  void theAverageIsOverTheStepsDoneAndIsWhatSamplesComeFrom() {
    TrainingPlan plan =
        PLAN.withIterations(2).withStepsPerIteration(1, 1).withGeneratorAverage(0.75);
    Variable kernel = new Variable("generator/dense1/kernel", Shape.of(2, 4));
    Variable average = new Variable("average/generator/dense1/kernel", Shape.of(2, 4));
    float[] first = Objects.requireNonNull(train(GAN, plan.withIterations(1)).get(kernel));
    Map<Variable, float[]> trained = train(GAN, plan);
    float[] second = Objects.requireNonNull(trained.get(kernel));
    for (int i = 0; i < 8; i++) {
      assertThat(Objects.requireNonNull(trained.get(average))[i])
          .isCloseTo((0.75f * first[i] + second[i]) / 1.75f, within(1e-6f));
    }
    try (TrainedGan gan = TRAINER.train(GAN, Curves.quadratic(), plan)) {
      assertThat(gan.generatorWeights()).containsKey(average).doesNotContainKey(kernel);
    }
  }

  @Test
  void storedWeightsGiveTheSameSamples(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("generator.safetensors");
    float[][] samples;
    try (TrainedGan trained = TRAINER.train(GAN, Curves.quadratic(), PLAN)) {
      samples = trained.generate(1_500, 7);
      assertThat(trained.generate(1_500, 7)).isDeepEqualTo(samples);
      assertThat(Arrays.copyOf(trained.generate(2_000, 7), 1_500)).isDeepEqualTo(samples);
      SafeTensors.write(file, trained.generatorWeights());
    }
    try (TrainedGan restored = TRAINER.restore(GAN, SafeTensors.read(file))) {
      float[][] again = restored.generate(1_500, 7);
      for (int i = 0; i < samples.length; i++) {
        // The reference backend trains in double precision; stored weights are rounded.
        assertThat(again[i]).containsExactly(samples[i], within(1e-5f));
      }
    }
  }

  @Test
  void aDamagedWeightsFileIsSaid(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("weights.safetensors");
    Files.writeString(file, "no such thing");
    assertThatThrownBy(() -> SafeTensors.read(file))
        .hasMessageContaining("weights.safetensors is no safetensors file");
    SafeTensors.write(file, Map.of(new Variable("w", Shape.of(2)), new float[] {1, 2}));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 4));
    assertThatThrownBy(() -> SafeTensors.read(file)).hasMessageContaining("tensor w of shape [2]");
  }

  @Test
  void dropoutAndPenaltyDrawNewNumbersInEachStepAndReproducibly() {
    Gan random =
        Gan.of(
                Noise.gaussian(2),
                sequential(dense(4), dropout(0.5), dense(2)),
                DISCRIMINATOR,
                GanLosses.wasserstein())
            .withPenalty(Penalties.wganGp(10));
    TrainingPlan plan = PLAN.withStepsPerIteration(4, 4);
    assertSame(train(random, plan), train(random, plan));
    Scheme scheme = GanScheme.of(random, Curves.quadratic(), plan);
    assertThat(scheme.steps().get(0).randomInputs())
        .extracting(r -> r.input().name())
        .containsExactlyInAnyOrder("generator/dropout1/mask", "penalty/interpolation0");
  }

  @Test
  void aSecondOrderPenaltyChangesTheDiscriminatorsUpdate() {
    assertThat(train(GAN.withPenalty(Penalties.r1(10)), PLAN).values().iterator().next())
        .isNotEqualTo(train(GAN, PLAN).values().iterator().next());
    assertThat(train(GAN, TrainingPlan.of(Adam.of(1e-3)).withIterations(2).withBatchSize(8)))
        .containsKey(new Variable("optimizer/generator/meanWeight", Shape.SCALAR));
  }

  @Test
  void lossesAreLoggedEveryTenIterations(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("losses.csv");
    train(GAN, PLAN.withIterations(21), new LossLog(file));
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).isEqualTo("Iteration,Discriminator Loss,Generator Loss");
    assertThat(lines.get(3)).matches("20,[0-9.E-]+,[0-9.E-]+");
  }
}
