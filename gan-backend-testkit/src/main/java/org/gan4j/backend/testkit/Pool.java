package org.gan4j.backend.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/** The values that a random program has so far, to make more of. */
final class Pool {
  private final RandomStream stream;
  private final List<Tensor> values = new ArrayList<>();

  Pool(RandomStream stream) {
    this.stream = stream;
  }

  void add(Tensor value) {
    values.add(value);
  }

  int size() {
    return values.size();
  }

  Tensor last() {
    return values.get(values.size() - 1);
  }

  Tensor any() {
    return any(values);
  }

  /** One of the values that were added last. */
  Tensor recent() {
    return any(values.subList(Math.max(0, values.size() - 5), values.size()));
  }

  /** One of this shape. */
  Optional<Tensor> ofShape(Shape shape) {
    List<Tensor> fitting = values.stream().filter(value -> value.shape().equals(shape)).toList();
    return fitting.isEmpty() ? Optional.empty() : Optional.of(any(fitting));
  }

  /** One that an elementwise operation can take beside another one, which gives the shape. */
  Tensor partner(Tensor x) {
    return any(values.stream().filter(value -> fits(value.shape(), x.shape())).toList());
  }

  /** One that a matrix can be multiplied by from the right. */
  Optional<Tensor> factor(Tensor matrix) {
    List<Tensor> fitting =
        values.stream()
            .filter(v -> v.shape().rank() == 2 && v.shape().size(0) == matrix.shape().size(1))
            .toList();
    return fitting.isEmpty() ? Optional.empty() : Optional.of(any(fitting));
  }

  private Tensor any(List<Tensor> some) {
    return some.get(stream.nextInt(some.size()));
  }

  private static boolean fits(Shape shape, Shape into) {
    if (shape.rank() == 0 || shape.equals(into)) {
      return true;
    }
    return shape.rank() == into.rank()
        && into.axes().stream()
            .allMatch(axis -> shape.size(axis) == 1 || shape.size(axis) == into.size(axis));
  }
}
