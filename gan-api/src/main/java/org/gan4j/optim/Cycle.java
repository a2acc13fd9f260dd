package org.gan4j.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gan4j.tensor.Tensor;

/**
 * Steps counted off in rounds of equal length, for optimizers that do something once a round.
 *
 * @param atStart not 0 in a round's first step
 * @param atEnd not 0 in a round's last step
 */
record Cycle(Tensor atStart, Tensor atEnd) {
  /** The position in a round is counted in a 32-bit float. */
  private static final int MOST_STEPS = 1 << 24;

  static void requireSteps(String what, int steps) {
    if (steps < 1 || steps > MOST_STEPS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s must be 1 to %,d steps, not %,d", what, MOST_STEPS, steps));
    }
  }

  static Cycle of(int steps, Slots slots) {
    Tensor position = slots.scalar("position", 0);
    Tensor atEnd = position.isAtLeast(steps - 1);
    slots.set(position, Tensor.select(atEnd, Tensor.scalar(0), position.plus(1)));
    return new Cycle(position.isEqualTo(Tensor.scalar(0)), atEnd);
  }

  /** A step of another optimizer at each round's end; in between it and the parameters rest. */
  List<Tensor> updateAtEnd(
      Optimizer optimizer, List<Tensor> parameters, List<Tensor> gradients, Slots slots) {
    Slots inner = slots.within("inner").when(atEnd);
    List<Tensor> moved = optimizer.update(parameters, gradients, inner);
    Requirements.requireOneForEach(parameters, "new values of the inner optimizer", moved);
    List<Tensor> updated = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      updated.add(Tensor.select(atEnd, moved.get(i), parameters.get(i)));
    }
    return updated;
  }
}
