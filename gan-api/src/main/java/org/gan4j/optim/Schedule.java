package org.gan4j.optim;

import org.gan4j.tensor.Tensor;

/**
 * A learning rate over the optimizer's steps, counted from 0.
 *
 * <pre>{@code
 * Schedule schedule = Schedule.warmUp(500, Schedule.cosine(1e-3, 0, 20_000));
 * }</pre>
 */
@FunctionalInterface
public interface Schedule {

  /** The rate of the coming step, a scalar. */
  Tensor rate(Slots slots);

  /** The same rate at each step; it must be positive. */
  static Schedule constant(double rate) {
    requireRate(rate);
    return slots -> Tensor.scalar(rate);
  }

  /** From {@code start} to {@code end} in a straight line over {@code steps}, then constant. */
  static Schedule linear(double start, double end, int steps) {
    requireRate(start);
    return slots -> progress(slots, steps).times(end - start).plus(start);
  }

  /**
   * From {@code start} to {@code end} along half a cosine over {@code steps}, then constant;
   * Loshchilov and Hutter 2017, without restarts.
   */
  static Schedule cosine(double start, double end, int steps) {
    requireRate(start);
    return slots ->
        progress(slots, steps).times(Math.PI).cos().plus(1).times((start - end) / 2).plus(end);
  }

  /** {@code start * factor^(step / steps)}, smoothly. */
  static Schedule exponential(double start, double factor, int steps) {
    requireRate(start);
    requireSteps(steps);
    if (!(factor > 0)) {
      throw new IllegalArgumentException("a decay factor must be positive, not " + factor);
    }
    return slots -> slots.stepsDone().times(Math.log(factor) / steps).exp().times(start);
  }

  /** The rates of another schedule, scaled up from near 0 to 1 over the first {@code steps}. */
  static Schedule warmUp(int steps, Schedule then) {
    requireSteps(steps);
    return slots -> then.rate(slots).times(slots.stepsDone().plus(1).times(1.0 / steps).min(1));
  }

  private static Tensor progress(Slots slots, int steps) {
    requireSteps(steps);
    return slots.stepsDone().times(1.0 / steps).min(1);
  }

  private static void requireRate(double rate) {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a learning rate must be positive and finite, not " + rate);
    }
  }

  private static void requireSteps(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("a schedule needs at least 1 step, not " + steps);
    }
  }
}
