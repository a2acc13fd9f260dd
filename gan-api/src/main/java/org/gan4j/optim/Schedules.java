package org.gan4j.optim;

import org.gan4j.check.Check;
import org.gan4j.tensor.Tensor;

/** The schedules that {@link Schedule} gives, as values. */
final class Schedules {
  private Schedules() {}

  record Constant(double rate) implements Schedule {
    Constant {
      Check.positive("a learning rate", rate);
    }

    @Override
    public Tensor rate(Slots slots) {
      return Tensor.scalar(rate);
    }
  }

  record Linear(double start, double end, long steps) implements Schedule {
    Linear {
      requireEnds(start, end);
      requireSteps(steps);
    }

    @Override
    public Tensor rate(Slots slots) {
      return progress(slots, steps).times(end - start).plus(start);
    }
  }

  record Cosine(double start, double end, long steps) implements Schedule {
    Cosine {
      requireEnds(start, end);
      requireSteps(steps);
    }

    @Override
    public Tensor rate(Slots slots) {
      return progress(slots, steps).times(Math.PI).cos().plus(1).times((start - end) / 2).plus(end);
    }
  }

  record Exponential(double start, double factor, long steps) implements Schedule {
    Exponential {
      Check.positive("a schedule's start", start);
      Check.positive("a schedule's decay factor", factor);
      requireSteps(steps);
    }

    @Override
    public Tensor rate(Slots slots) {
      return slots.stepsDone().times(Math.log(factor) / steps).exp().times(start);
    }
  }

  record WarmUp(long steps, Schedule then) implements Schedule {
    WarmUp {
      requireSteps(steps);
      Check.given("the schedule that a warm-up scales", then);
    }

    @Override
    public Tensor rate(Slots slots) {
      return then.rate(slots).times(slots.stepsDone().plus(1).times(1.0 / steps).min(1));
    }
  }

  private static Tensor progress(Slots slots, long steps) {
    return slots.stepsDone().times(1.0 / steps).min(1);
  }

  private static void requireEnds(double start, double end) {
    Check.positive("a schedule's start", start);
    Check.notNegative("a schedule's end", end);
  }

  private static void requireSteps(long steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("a schedule needs at least 1 step, not " + steps);
    }
  }
}
