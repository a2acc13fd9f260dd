package org.gan4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.data.ArraySamples;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.data.Normalization;
import org.gan4j.data.Samples;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainedGan;
import org.gan4j.gan.Trainer;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.nn.Layers;
import org.gan4j.optim.Adam;
import org.gan4j.optim.RmsProp;
import org.gan4j.optim.Sgd;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a training, and which trainings go on from it. */
class CheckpointsTest {
  private static final Trainer TRAINER = new AlternatingTrainer(new ReferenceBackend());
  private static final TrainingPlan PLAN =
      TrainingPlan.of(RmsProp.of(1e-3)).withIterations(10).withBatchSize(4).withSeed(3);

  @TempDir private Path folder;

  private static Gan gan(int hidden) {
    return Gan.of(
        Noise.gaussian(2),
        Layers.sequential(Layers.dense(hidden), Layers.relu(), Layers.dense(2)),
        Layers.sequential(Layers.dense(4), Layers.relu(), Layers.dense(1)),
        GanLosses.nonSaturating());
  }

  private Checkpoint train(Checkpoints checkpoints) throws IOException {
    TRAINER.train(gan(4), Curves.quadratic(), PLAN, checkpoints).close();
    return Checkpoints.newest(folder).orElseThrow();
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theLastTwoAreKeptAndOneAtTheEnd() throws IOException {
    assertThat(train(Checkpoints.in(folder).every(3)).iterations()).isEqualTo(10);
    assertThat(files()).containsExactly("iteration_10.safetensors", "iteration_9.safetensors");
  }

  @Test
  void asManyAsWantedAreKept() throws IOException {
    train(Checkpoints.in(folder).every(2).keeping(4));
    assertThat(Checkpoints.files(folder))
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "iteration_10.safetensors",
            "iteration_8.safetensors",
            "iteration_6.safetensors",
            "iteration_4.safetensors");
  }

  @Test
  void oneIsWrittenAfterSoMuchTime() throws IOException {
    train(Checkpoints.in(folder).every(Duration.ofNanos(1)).keeping(100));
    assertThat(Checkpoints.files(folder)).hasSizeGreaterThan(1);
  }

  @Test
  void aStoppedTrainingHasOneOfItsLastIteration() throws IOException {
    TrainingListener stopping =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            if (iteration.number() == 4) {
              iteration.stop();
            }
          }
        };
    TRAINER.train(gan(4), Curves.quadratic(), PLAN, Checkpoints.in(folder), stopping).close();
    assertThat(Checkpoints.newest(folder).orElseThrow().iterations()).isEqualTo(5);
  }

  @Test
  void theBestOneByAMetricIsKeptBesides() throws IOException {
    double[] costs = {0, 9, 4, 6, Double.NaN, 2, 8, 7, 5, 3};
    train(Checkpoints.in(folder).keepingBest(1, "cost", iteration -> costs[iteration.number()]));
    Checkpoint best = Checkpoint.read(folder.resolve("best.safetensors"));
    assertThat(best.iterations()).isEqualTo(6);
    assertThat(best.notes()).containsEntry("best.cost", "2.0");
  }

  @Test
  void aDamagedOneGivesWayToTheOneBefore() throws IOException {
    train(Checkpoints.in(folder).every(4));
    Path newest = Checkpoints.files(folder).get(0);
    byte[] bytes = Files.readAllBytes(newest);
    Files.write(newest, Arrays.copyOf(bytes, bytes.length - 3));
    List<String> damaged = new ArrayList<>();
    Checkpoint whole = Checkpoints.newest(folder, e -> damaged.add(e.getMessage())).orElseThrow();
    assertThat(whole.iterations()).isEqualTo(8);
    assertThat(damaged).singleElement().asString().contains("iteration_10.safetensors");
    Files.write(Checkpoints.files(folder).get(1), new byte[0]);
    assertThatThrownBy(() -> Checkpoints.newest(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("iteration_10.safetensors");
  }

  @Test
  void aNewTrainingDoesNotReplaceWhatAnotherLeft() throws IOException {
    train(Checkpoints.in(folder));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train(Checkpoints.in(folder)))
        .withMessageContaining("has checkpoints of an earlier training")
        .withMessageContaining("fix:");
    assertThat(files()).containsExactly("iteration_10.safetensors");
  }

  @Test
  void aFinishedTrainingGoesOnAsALongerOne() throws IOException {
    Checkpoint ten = train(Checkpoints.in(folder));
    TrainingPlan longer = PLAN.withIterations(15);
    try (TrainedGan resumed =
            TRAINER.resume(gan(4), Curves.quadratic(), longer, ten, Checkpoints.in(folder));
        TrainedGan whole = TRAINER.train(gan(4), Curves.quadratic(), longer)) {
      assertSame(resumed.weights(), whole.weights());
    }
    assertThat(files()).containsExactly("iteration_10.safetensors", "iteration_15.safetensors");
  }

  /** The reference keeps doubles between runs; other backends are held to the bit by the suite. */
  private static void assertSame(Map<Variable, float[]> one, Map<Variable, float[]> other) {
    assertThat(one.keySet()).isEqualTo(other.keySet());
    one.forEach(
        (variable, values) ->
            assertThat(other.get(variable))
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(values));
  }

  private void assertDifferent(
      Checkpoint checkpoint, Gan gan, Samples data, TrainingPlan plan, String difference) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TRAINER.resume(gan, data, plan, checkpoint))
        .withMessageContaining("not the one that the checkpoint is of")
        .withMessageContaining(difference);
  }

  @Test
  void anotherTrainingIsRefusedByName() throws IOException {
    Checkpoint checkpoint = train(Checkpoints.in(folder));
    Samples data = Curves.quadratic();
    assertDifferent(checkpoint, gan(4), data, PLAN.withSeed(4), "its seed is 4, not 3");
    assertDifferent(checkpoint, gan(4), Curves.cubic(), PLAN, "its feed \"data\" draws other data");
    assertDifferent(
        checkpoint, gan(5), data, PLAN, "it does not have generator/dense1/kernel of shape");
    assertDifferent(
        checkpoint,
        gan(4),
        data,
        TrainingPlan.of(RmsProp.of(2e-3)).withIterations(10).withBatchSize(4).withSeed(3),
        "its networks, losses, optimizers or the order of its steps are others");
    assertDifferent(
        checkpoint,
        gan(4),
        data,
        PLAN.withStepsPerIteration(2, 1),
        "its networks, losses, optimizers or the order of its steps are others");
  }

  @Test
  void oneRowOfDataMoreOrLessIsSeen() throws IOException {
    float[][] rows = new float[10_000][2];
    Arrays.setAll(rows, i -> new float[] {i, i % 7});
    TRAINER.train(gan(4), ArraySamples.of(rows), PLAN, Checkpoints.in(folder)).close();
    rows[9_999][1]++;
    assertDifferent(
        Checkpoints.newest(folder).orElseThrow(),
        gan(4),
        ArraySamples.of(rows),
        PLAN,
        "draws other data");
  }

  @Test
  void aTrainingThatIsMeantToBeAnotherOneGoesOnFromTheSameVariables() throws IOException {
    Checkpoint checkpoint = train(Checkpoints.in(folder));
    try (TrainedGan other =
        TRAINER.resume(
            gan(4), Curves.cubic(), PLAN.withIterations(12), checkpoint.forChangedTraining())) {
      assertThat(other.summary().iterations()).isEqualTo(12);
    }
  }

  @Test
  void fineTuningStartsFromTheWeightsWithAnotherOptimizer() throws IOException {
    Checkpoint checkpoint = train(Checkpoints.in(folder));
    TrainingPlan still = TrainingPlan.of(Sgd.of(1e-30)).withIterations(1).withBatchSize(4);
    try (TrainedGan tuned =
        TRAINER.trainFrom(checkpoint.weights(), gan(4), Curves.cubic(), still)) {
      tuned
          .weights()
          .forEach(
              (variable, values) ->
                  assertThat(values).isEqualTo(checkpoint.weights().get(variable)));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TRAINER.trainFrom(checkpoint.weights(), gan(5), Curves.cubic(), still))
        .withMessageContaining("generator/dense1/kernel has the shape");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TRAINER.trainFrom(Map.of(), gan(4), Curves.cubic(), still))
        .withMessageContaining("none of this training's variables");
  }

  @Test
  void aGanIsRestoredFromACheckpointInTheUnitsOfItsData() throws IOException {
    Samples data = Curves.quadratic();
    Gan normalized = gan(4).withNormalization(Normalization.standardizing(data));
    TrainingPlan averaged =
        TrainingPlan.of(Adam.of(1e-3)).withIterations(3).withBatchSize(4).withGeneratorAverage(0.9);
    float[][] expected;
    try (TrainedGan trained = TRAINER.train(normalized, data, averaged, Checkpoints.in(folder))) {
      expected = trained.generate(5, 1);
    }
    try (TrainedGan restored = TRAINER.restore(gan(4), Checkpoints.files(folder).get(0))) {
      assertThat(restored.generate(5, 1)).isDeepEqualTo(expected);
    }
  }

  @Test
  void whatListenersRememberIsPartOfIt() throws IOException {
    List<String> calls = new ArrayList<>();
    RememberingListener counter =
        new RememberingListener() {
          private int seen;

          @Override
          public String memoryName() {
            return "counter";
          }

          @Override
          public Memory remember() {
            String now = "seen " + seen;
            return () -> now.getBytes(StandardCharsets.UTF_8);
          }

          @Override
          public void recall(byte[] memory) {
            calls.add(new String(memory, StandardCharsets.UTF_8));
          }

          @Override
          public void trainingStarted(Training training) {
            calls.add("started");
          }

          @Override
          public void iterationEnded(Iteration iteration) {
            seen++;
          }
        };
    TRAINER
        .train(gan(4), Curves.quadratic(), PLAN, Checkpoints.in(folder).every(4), counter)
        .close();
    Checkpoint eight = Checkpoint.read(folder.resolve("iteration_8.safetensors"));
    TRAINER.resume(gan(4), Curves.quadratic(), PLAN, eight, counter).close();
    assertThat(calls).containsExactly("started", "seen 8", "started");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TRAINER.train(
                    gan(4),
                    Curves.quadratic(),
                    PLAN,
                    Checkpoints.in(folder.resolve("twice")).every(1),
                    counter,
                    counter))
        .withMessageContaining("two listeners remember under the name \"counter\"");
  }

  @Test
  void theLossLogGoesOnWhereItWasAtTheCheckpoint() throws IOException {
    Path log = folder.resolve("losses.csv");
    TrainingPlan plan = PLAN.withIterations(45);
    TRAINER
        .train(gan(4), Curves.quadratic(), plan, Checkpoints.in(folder).every(25), new LossLog(log))
        .close();
    byte[] whole = Files.readAllBytes(log);
    assertThat(Files.readAllLines(log)).hasSize(6);
    Checkpoint earlier = Checkpoint.read(folder.resolve("iteration_25.safetensors"));
    TRAINER.resume(gan(4), Curves.quadratic(), plan, earlier, new LossLog(log)).close();
    assertThat(log).hasBinaryContent(whole);
    Files.writeString(log, "Iteration");
    try (TrainedGan trained =
        TRAINER.resume(gan(4), Curves.quadratic(), plan, earlier, new LossLog(log))) {
      assertThat(trained.listenerFailures())
          .singleElement()
          .asString()
          .contains("begins where the training was resumed");
    }
    assertThat(Files.readAllLines(log)).hasSize(3).first().asString().startsWith("Iteration,");
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoints.in(folder).every(0))
        .withMessageContaining("at least 1, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoints.in(folder).every(Duration.ZERO))
        .withMessageContaining("must be positive, not PT0S");
    assertThatIllegalArgumentException().isThrownBy(() -> Checkpoints.in(folder).keeping(0));
  }

  @Test
  void weightsAloneAreNoCheckpoint() throws IOException {
    Path weights = folder.resolve("generator.safetensors");
    try (TrainedGan trained = TRAINER.train(gan(4), Curves.quadratic(), PLAN)) {
      trained.save(weights);
    }
    assertThatThrownBy(() -> Checkpoint.read(weights))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("generator.safetensors is no checkpoint");
  }
}
