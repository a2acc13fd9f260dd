package org.gan4j.optim;

import org.gan4j.tensor.Tensor;

/**
 * A learning rate over the optimizer's steps, counted from 0. The count stays exact, however long
 * the training.
 *
 * <pre>{@code
 * Schedule schedule = Schedule.warmUp(500, Schedule.cosine(1e-3, 0, 20_000));
 * Schedule own = slots -> Tensor.scalar(1e-3).dividedBy(slots.stepsDone().plus(1).sqrt());
 * }</pre>
 *
 * <p>The methods here refuse rates that are not positive and finite as 32-bit floats, and fewer
 * than 1 step, with an {@link IllegalArgumentException}.
 */
@FunctionalInterface
public interface Schedule {

  /** The rate of the coming step, a scalar. */
  Tensor rate(Slots slots);

  /** The same rate at each step; it must be positive. */
  static Schedule constant(double rate) {
    return new Schedules.Constant(rate);
  }

  /**
   * From {@code start} to {@code end} in a straight line over {@code steps}, then constant; {@code
   * end} may be 0.
   */
  static Schedule linear(double start, double end, long steps) {
    return new Schedules.Linear(start, end, steps);
  }

  /**
   * From {@code start} to {@code end} along half a cosine over {@code steps}, then constant;
   * Loshchilov and Hutter 2017, without restarts. {@code end} may be 0.
   */
  static Schedule cosine(double start, double end, long steps) {
    return new Schedules.Cosine(start, end, steps);
  }

  /** {@code start * factor^(step / steps)}, smoothly. */
  static Schedule exponential(double start, double factor, long steps) {
    return new Schedules.Exponential(start, factor, steps);
  }

  /** The rates of another schedule, scaled up from near 0 to 1 over the first {@code steps}. */
  static Schedule warmUp(long steps, Schedule then) {
    return new Schedules.WarmUp(steps, then);
  }
}
