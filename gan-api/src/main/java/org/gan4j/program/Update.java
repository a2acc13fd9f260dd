package org.gan4j.program;

import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * A new value for a variable, taking effect at the end of a run.
 *
 * @param variable what is written
 * @param value its value after the run, of the same shape
 */
public record Update(Variable variable, Tensor value) {

  /**
   * @throws ShapeException if the shapes differ
   */
  public Update {
    if (!variable.shape().equals(value.shape())) {
      throw new ShapeException(
          "update of %s: the variable has shape %s, the value %s"
              .formatted(variable.name(), variable.shape(), value.shape()));
    }
  }
}
