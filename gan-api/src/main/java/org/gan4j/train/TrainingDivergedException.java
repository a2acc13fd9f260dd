package org.gan4j.train;

import java.util.Optional;

/** Training that cannot go on because a loss or a parameter is no longer a finite number. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int iteration;
  private final String player;
  private final String variable;

  /**
   * A loss that is not finite.
   *
   * @param iteration in which it was found
   * @param player whose loss it is: {@code generator}
   * @param what was found: {@code loss is NaN}
   */
  public TrainingDivergedException(int iteration, String player, String what) {
    this(iteration, player, "", what);
  }

  private TrainingDivergedException(int iteration, String player, String variable, String what) {
    super(
        "training diverged in iteration %d: the %s's %s\n  fix: lower the learning rate, normalize the data, or clip the gradients"
            .formatted(iteration, player, what));
    this.iteration = iteration;
    this.player = player;
    this.variable = variable;
  }

  /** A variable that is not finite. */
  static TrainingDivergedException of(int iteration, String variable, float value, int index) {
    String path = variable.replaceFirst("^(optimizer|average|averaging)/", "");
    return new TrainingDivergedException(
        iteration,
        path.substring(0, Math.max(path.indexOf('/'), 0)),
        variable,
        "variable %s has %s at index %d".formatted(variable, value, index));
  }

  /** The iteration in which it was found, from 0. */
  public int iteration() {
    return iteration;
  }

  /** Whose loss or variable it is: {@code generator}. */
  public String player() {
    return player;
  }

  /** The name of the variable; none if it was seen by a loss only. */
  public Optional<String> variable() {
    return variable.isEmpty() ? Optional.empty() : Optional.of(variable);
  }
}
