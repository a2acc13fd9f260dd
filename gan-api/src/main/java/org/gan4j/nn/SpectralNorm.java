package org.gan4j.nn;

import org.gan4j.check.Check;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * A network whose kernels are divided by an estimate of their largest singular value, a kernel seen
 * as a matrix [all other axes, last axis]. Miyato et al. 2018.
 *
 * <p>The estimate takes one step of the power iteration each time the owner trains; the direction
 * it has reached is state beside the kernel. No gradient flows through the direction. All
 * applications of the network in a program see the same normalized kernel.
 */
record SpectralNorm(Network network) implements Network {
  /** Checks its arguments. */
  SpectralNorm {
    Check.given("network", network);
  }

  private static final double EPSILON = 1e-12;

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    return network.apply(input, scope.viewingParameters(SpectralNorm::normalized));
  }

  private static Tensor normalized(Scope place, String name, Tensor parameter) {
    Shape shape = parameter.shape();
    if (shape.rank() < 2) {
      return parameter;
    }
    int columns = shape.size(-1);
    Tensor matrix = parameter.reshape(shape.elementCount() / columns, columns);
    String state = name + "Direction";
    Tensor right = place.state(state, Shape.of(1, columns), Initializer.normal(1));
    Tensor left = direction(right.matMul(matrix.transpose(1, 0)));
    if (place.mode() == Mode.TRAIN) {
      right = direction(left.matMul(matrix));
      place.setState(state, right);
    } else {
      right = direction(right);
    }
    Tensor largest = left.matMul(matrix).matMul(right.transpose(1, 0)).reshape(Shape.SCALAR);
    return parameter.dividedBy(largest);
  }

  private static Tensor direction(Tensor vector) {
    return vector.dividedBy(vector.square().sum().plus(EPSILON).sqrt()).stopGradient();
  }

  @Override
  public String kind() {
    return network.kind();
  }
}
