package org.gan4j.program;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * The values of a program that differ from run to run, though a call gives all its runs the same
 * inputs: each depends on a variable that the program updates. A backend needs to compute all other
 * values only once in a call.
 */
public final class ChangingValues {
  private final Set<Variable> updated;
  private final Set<Tensor> changing = new HashSet<>();
  private final Set<Tensor> known = new HashSet<>();

  private ChangingValues(Program program) {
    this.updated = program.updates().stream().map(Update::variable).collect(Collectors.toSet());
    program.nodes().forEach(this::contains);
  }

  /** Finds them. */
  public static ChangingValues of(Program program) {
    return new ChangingValues(program);
  }

  /** Whether a value of the program changes, or one that is made of the program's values. */
  public boolean contains(Tensor value) {
    if (known.add(value)
        && ((value.op() instanceof Variable variable && updated.contains(variable))
            || value.operands().stream().anyMatch(this::contains))) {
      changing.add(value);
    }
    return changing.contains(value);
  }
}
