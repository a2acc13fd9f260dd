package org.gan4j.tensor;

import java.util.List;
import org.gan4j.check.Check;

/**
 * A value that lives in the backend between runs. A program reads its value from before the run; an
 * update of it takes effect at the run's end.
 *
 * @param name unique within a set of programs: a path such as {@code generator/dense1/kernel}
 * @param shape the shape of the value, row-major
 */
public record Variable(String name, Shape shape) implements Op {
  /** Checks its arguments. */
  public Variable {
    Check.given("name", name);
    Check.given("shape", shape);
  }

  @Override
  public String print() {
    return "variable " + name;
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    return shape;
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    return List.of();
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.variable(this, node);
  }
}
