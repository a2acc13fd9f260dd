package org.gan4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.train.Scheme.draw;
import static org.gan4j.train.Scheme.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.data.Samples;
import org.gan4j.nn.ModelTrace;
import org.gan4j.optim.Optimizer;
import org.gan4j.optim.Sgd;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listeners that fail, threads that are interrupted, data and steps that are not finite. */
class ListenersTest {
  private static final Samples ONES = Samples.of(Shape.of(1), (row, stream) -> row[0] = 1);

  private final List<String> calls = new ArrayList<>();

  private static Training training(Samples data, Optimizer optimizer) {
    Step.Builder step = Step.named("fit");
    ModelTrace model = step.model("line", dense(1));
    Tensor y = model.apply(Tensor.input("x", Shape.of(4, 1))).output();
    step.minimize("error", y.minus(3).square().mean(), optimizer, model);
    return Training.of(Scheme.of(draw(Feed.of("x", data, 4)), run(step.build())))
        .withIterations(50);
  }

  private static Trained train(TrainingListener... listeners) {
    return training(ONES, Sgd.of(0.1)).run(new ReferenceBackend(), listeners);
  }

  /** Notes what it is told. */
  private final class Noting implements TrainingListener {
    private final String name;

    Noting(String name) {
      this.name = name;
    }

    @Override
    public void trainingStarted(Training training) {
      calls.add(name + " started");
    }

    @Override
    public void trainingEnded(TrainingSummary summary) {
      calls.add(name + " ended");
    }

    @Override
    public void trainingFailed(Throwable failure) {
      calls.add(name + " failed: " + failure.getMessage());
    }
  }

  @Test
  void aListenerThatFailsToStartFailsOnlyThoseThatWereStarted() {
    TrainingListener broken =
        new TrainingListener() {
          @Override
          public void trainingStarted(Training training) {
            throw new IllegalStateException("no database");
          }
        };
    assertThatThrownBy(() -> train(new Noting("first"), broken, new Noting("last")))
        .hasMessage("no database");
    assertThat(calls).containsExactly("first started", "first failed: no database");
  }

  @Test
  void aListenerThatFailsAtTheEndTakesNothingFromTheOthersOrTheModel() {
    IllegalStateException failure = new IllegalStateException("upload failed");
    TrainingListener broken =
        new TrainingListener() {
          @Override
          public void trainingEnded(TrainingSummary summary) {
            throw failure;
          }
        };
    try (Trained trained = train(broken, new Noting("other"))) {
      assertThat(trained.listenerFailures()).containsExactly(failure);
      assertThat(trained.weights()).isNotEmpty();
    }
    assertThat(calls).containsExactly("other started", "other ended");
  }

  @Test
  void everyoneIsToldOfAnErrorAndNobodyHidesIt() {
    OutOfMemoryError error = new OutOfMemoryError("simulated");
    IllegalArgumentException another = new IllegalArgumentException("cannot write report");
    TrainingListener broken =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            throw error;
          }

          @Override
          public void trainingFailed(Throwable failure) {
            throw another;
          }
        };
    assertThatThrownBy(() -> train(broken, new Noting("other"))).isSameAs(error);
    assertThat(error.getSuppressed()).containsExactly(another);
    assertThat(calls).containsExactly("other started", "other failed: simulated");
  }

  @Test
  void anInterruptStopsTrainingAndLeavesTheLogWhole(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("losses.csv");
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            if (iteration.number() == 20) {
              Thread.currentThread().interrupt();
            }
          }
        };
    try (Trained trained = train(new LossLog(log), interrupting, new Noting("other"))) {
      assertThat(Thread.interrupted()).as("the interrupt stays set").isTrue();
      assertThat(trained.summary().stopped()).isTrue();
      assertThat(trained.summary().iterations()).isEqualTo(21);
    }
    assertThat(Files.readAllLines(log)).hasSize(4).first().isEqualTo("Iteration,Error Loss");
    assertThat(calls).containsExactly("other started", "other ended");
  }

  @Test
  void aCancelledFutureEnds() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    CountDownLatch started = new CountDownLatch(1);
    TrainingListener starting =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            started.countDown();
          }
        };
    Training endless = training(ONES, Sgd.of(1e-6)).withIterations(Integer.MAX_VALUE);
    Future<?> future = thread.submit(() -> endless.run(new ReferenceBackend(), starting).close());
    started.await();
    future.cancel(true);
    thread.shutdown();
    assertThat(thread.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void dataThatAreNotFiniteAreBlamedBeforeTheLearningRate() {
    Samples holes =
        Samples.of(
            Shape.of(1),
            (row, stream) -> row[0] = stream.step() == 7 ? Float.NaN : stream.nextUniform());
    assertThatThrownBy(
            () -> training(holes, Sgd.of(0.1)).run(new ReferenceBackend(), new Noting("log")))
        .isInstanceOf(BadBatchException.class)
        .hasMessage(
            """
            training stopped in iteration 7: in the batch "x", row 0, value 0 is NaN
              fix: remove such rows from the data, or replace their missing values""");
    assertThat(calls).hasSize(2).last().asString().startsWith("log failed: training stopped");
  }

  @Test
  void divergenceSaysItsIterationPlayerAndVariable() {
    assertThatThrownBy(() -> training(ONES, Sgd.of(1e20)).run(new ReferenceBackend()))
        .isInstanceOfSatisfying(
            TrainingDivergedException.class,
            e -> {
              assertThat(e.player()).isEqualTo("line");
              assertThat(e.variable()).hasValue("line/kernel");
              assertThat(e.iteration()).isPositive();
            });
  }
}
