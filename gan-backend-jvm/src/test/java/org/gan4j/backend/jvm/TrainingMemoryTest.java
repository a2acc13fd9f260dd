package org.gan4j.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.dropout;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.gan4j.backend.jvm.lanes.PlainKernels;
import org.gan4j.data.ArraySamples;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.data.Samples;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Penalties;
import org.gan4j.optim.Adam;
import org.gan4j.optim.RmsProp;
import org.gan4j.train.Iteration;
import org.gan4j.train.TrainingListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Iterations at which no listener looks allocate nothing: data, noise, feeding, both players' steps
 * and the listeners' calls. With plain kernels, since vectors are objects until the JIT has
 * compiled the code that uses them.
 */
class TrainingMemoryTest {
  private static final int WARM_UP = 100;
  private static final int ITERATIONS = 400;
  private static final int WINDOW = 25;

  /**
   * Notes the fewest bytes that the training thread allocates in a window: the JVM adds its own.
   */
  private static final class Meter implements TrainingListener {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long before;
    private long fewest = Long.MAX_VALUE;

    @Override
    public void iterationEnded(Iteration iteration) {
      if (iteration.number() >= WARM_UP && iteration.number() % WINDOW == 0) {
        long now = threads.getCurrentThreadAllocatedBytes();
        if (iteration.number() > WARM_UP) {
          fewest = Math.min(fewest, now - before);
        }
        before = now;
      }
    }
  }

  private record Training(String name, Gan gan, Samples data, TrainingPlan plan) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Gan gan(Noise noise) {
    return Gan.of(
        noise,
        sequential(dense(16), leakyRelu(0.2), dense(2)),
        sequential(dense(16), leakyRelu(0.2), dense(2).named("features"), dense(1)),
        GanLosses.nonSaturating());
  }

  private static Stream<Training> trainings() {
    TrainingPlan plan =
        TrainingPlan.of(RmsProp.of(1e-3)).withBatchSize(16).withIterations(ITERATIONS);
    Gan withRandomInputs =
        Gan.of(
                Noise.gaussian(3),
                sequential(dense(8), dropout(0.2), dense(2)),
                sequential(dense(8), dropout(0.2), dense(1)),
                GanLosses.nonSaturating())
            .withPenalty(Penalties.wganGp(0.1));
    return Stream.of(
        new Training(
            "as the quadratic experiment",
            gan(Noise.uniform(2, -1, 1)),
            Curves.quadratic(),
            plan.withStepsPerIteration(10, 10)),
        new Training(
            "two curves, average",
            gan(Noise.gaussian(2)),
            Curves.twoParabolas(),
            plan.withGeneratorAverage(0.9)),
        new Training(
            "stored rows, dropout and penalty",
            withRandomInputs,
            ArraySamples.of(Curves.sine().draw(100, 1)),
            TrainingPlan.of(Adam.of(1e-3)).withBatchSize(16).withIterations(ITERATIONS)));
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void anIterationAllocatesNothing(Training training) {
    Meter meter = new Meter();
    new AlternatingTrainer(new JvmBackend(new PlainKernels()))
        .train(training.gan(), training.data(), training.plan(), meter)
        .close();
    assertThat(meter.fewest).as("bytes in %d iterations", WINDOW).isZero();
  }
}
