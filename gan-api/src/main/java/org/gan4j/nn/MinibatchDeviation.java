package org.gan4j.nn;

import java.util.List;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;

/**
 * One more channel with the same value everywhere: the mean over all features of their standard
 * deviation over the batch, by which a discriminator sees that samples are too alike. Karras et al.
 * 2018, with the whole batch as one group.
 */
record MinibatchDeviation(double epsilon) implements Network {

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    Shape shape = input.shape();
    if (shape.rank() < 2) {
      throw new ShapeException(
          "minibatchDeviation: needs [batch, ..., channels], the input is " + shape);
    }
    Tensor deviation = input.variance(0).plus(epsilon).sqrt().mean();
    return Tensor.concat(
        shape.rank() - 1, List.of(input, deviation.broadcastTo(shape.withSize(-1, 1))));
  }

  @Override
  public String kind() {
    return "minibatchDeviation";
  }
}
