package org.gan4j.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.gan4j.optim.OptimizerPath.assertPath;

import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Schedules against their formulas in doubles, from the first step to beyond 2^33. */
class ScheduleTest {
  private static final Variable STEPS_DONE = new Variable("optimizer/stepsDone", Shape.SCALAR);
  private static final Variable STEPS_CARRIED =
      new Variable("optimizer/stepsCarried", Shape.SCALAR);

  @Test
  void linearSchedule() {
    assertPath(
        Sgd.of(Schedule.linear(0.1, 0.02, 4)),
        (w, g, step) -> w - (0.1 + (0.02 - 0.1) * Math.min(1, step / 4.0)) * g);
  }

  @Test
  void cosineSchedule() {
    assertPath(
        Sgd.of(Schedule.cosine(0.1, 0.02, 3)),
        (w, g, step) -> {
          double progress = Math.min(1, step / 3.0);
          return w - (0.02 + (0.1 - 0.02) / 2 * (1 + Math.cos(Math.PI * progress))) * g;
        });
  }

  @Test
  void exponentialSchedule() {
    assertPath(
        Sgd.of(Schedule.exponential(0.1, 0.5, 2)),
        (w, g, step) -> w - 0.1 * Math.pow(0.5, step / 2.0) * g);
  }

  @Test
  void warmUpScalesTheScheduleThatFollows() {
    assertPath(
        Sgd.of(Schedule.warmUp(3, Schedule.constant(0.1))),
        (w, g, step) -> w - 0.1 * Math.min(1, (step + 1) / 3.0) * g);
  }

  /** The rates of some steps from a count on, which is written where training would have come. */
  private static void assertRates(Schedule schedule, long start, DoubleUnaryOperator expected) {
    Slots slots = new Slots("optimizer");
    Program.Builder program = Program.named("rate").output("rate", schedule.rate(slots));
    slots.updates().forEach(u -> program.update(u.variable(), u.value()));
    try (Session session =
        Session.open(new ReferenceBackend(), OptimizerPath.initialValues(slots))) {
      long carried = start >> 24 << 24;
      session.write(STEPS_DONE, new float[] {start - carried});
      session.write(STEPS_CARRIED, new float[] {carried});
      Executable step = session.compile(program.build());
      for (long count = start; count < start + 5; count++) {
        float[] rate = Objects.requireNonNull(step.run(Map.of()).get("rate"));
        assertThat((double) rate[0])
            .as("at step " + count)
            .isCloseTo(expected.applyAsDouble((double) count), withinPercentage(1e-4));
        long counted = (long) session.read(STEPS_DONE)[0] + (long) session.read(STEPS_CARRIED)[0];
        assertThat(counted).isEqualTo(count + 1);
      }
    }
  }

  @Test
  void schedulesGoOnWhereFloatsStopCounting() {
    for (long start : new long[] {(1L << 24) - 3, 3L << 24, (1L << 31) - 2, (1L << 33) - 2}) {
      double steps = 1L << 34;
      assertRates(Schedule.linear(1, 0.5, 1L << 34), start, count -> 1 - 0.5 * count / steps);
      assertRates(
          Schedule.cosine(1, 0.5, 1L << 34),
          start,
          count -> 0.75 + 0.25 * Math.cos(Math.PI * count / steps));
      assertRates(
          Schedule.exponential(1, 0.5, 1L << 34), start, count -> Math.pow(0.5, count / steps));
      assertRates(
          Schedule.warmUp(1L << 34, Schedule.linear(1, 0.5, 1L << 34)),
          start,
          count -> (1 - 0.5 * count / steps) * (count + 1) / steps);
    }
  }

  @Test
  void ratesAndStepsOutOfRangeAreRejectedWhereTheyAreGiven() {
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e-50, 1e308}) {
      assertThatThrownBy(() -> Sgd.of(rate))
          .hasMessage("a learning rate must be positive and finite as a 32-bit float, not " + rate);
      assertThatThrownBy(() -> Schedule.linear(rate, 1, 2)).hasMessageContaining("start");
      assertThatThrownBy(() -> Schedule.cosine(rate, 1, 2)).hasMessageContaining("start");
      assertThatThrownBy(() -> Schedule.exponential(rate, 1, 2)).hasMessageContaining("start");
      assertThatThrownBy(() -> Schedule.exponential(1, rate, 2)).hasMessageContaining("factor");
      if (rate != 0) {
        assertThatThrownBy(() -> Schedule.linear(1, rate, 2)).hasMessageContaining("end");
        assertThatThrownBy(() -> Schedule.cosine(1, rate, 2)).hasMessageContaining("end");
      }
    }
    for (long steps : new long[] {0, -1}) {
      String message = "a schedule needs at least 1 step, not " + steps;
      assertThatThrownBy(() -> Schedule.linear(1, 0, steps)).hasMessage(message);
      assertThatThrownBy(() -> Schedule.cosine(1, 0, steps)).hasMessage(message);
      assertThatThrownBy(() -> Schedule.exponential(1, 0.5, steps)).hasMessage(message);
      assertThatThrownBy(() -> Schedule.warmUp(steps, Schedule.constant(1))).hasMessage(message);
    }
  }

  @Test
  void aScheduleOfOnesOwnGivesAScalar() {
    assertPath(
        Sgd.of(slots -> Tensor.scalar(0.1).dividedBy(slots.stepsDone().plus(1).sqrt())),
        (w, g, step) -> w - 0.1 / Math.sqrt(step + 1) * g);
    Schedule vector = slots -> Tensor.ones(Shape.of(2));
    assertThatThrownBy(() -> OptimizerPath.text(Sgd.of(vector)))
        .hasMessage("a learning rate must be a scalar, not of shape [2]");
    assertThatThrownBy(
            () -> OptimizerPath.text(Optimizers.chain(Optimizers.scaleByLearningRate(vector))))
        .hasMessage("a learning rate must be a scalar, not of shape [2]");
  }

  @Test
  @SuppressWarnings("NullAway") // As a caller without null checks might.
  void aWarmUpNeedsASchedule() {
    assertThatThrownBy(() -> Schedule.warmUp(2, null))
        .hasMessage("the schedule that a warm-up scales must be given, not null");
  }
}
