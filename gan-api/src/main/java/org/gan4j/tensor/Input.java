package org.gan4j.tensor;

import java.util.List;
import org.gan4j.check.Check;

/**
 * A value fed at each run.
 *
 * @param name unique within a program
 * @param shape the shape of what is fed, row-major
 */
public record Input(String name, Shape shape) implements Op {
  /** Checks its arguments. */
  public Input {
    Check.given("name", name);
    Check.given("shape", shape);
  }

  @Override
  public String print() {
    return "input " + name;
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
    return visitor.input(this, node);
  }
}
