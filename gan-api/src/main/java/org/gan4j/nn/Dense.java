package org.gan4j.nn;

import org.gan4j.check.Check;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;

/**
 * A fully connected layer: {@code y = x W + b}, from {@code [batch, in]} to {@code [batch, units]}.
 *
 * @param units the number of outputs, at least 1
 * @param kernelInitializer how {@code kernel [in, units]} starts; Glorot uniform by default
 * @param biasInitializer how {@code bias [units]} starts; zeros by default
 * @param bias whether there is a bias; true by default
 */
public record Dense(
    int units, Initializer kernelInitializer, Initializer biasInitializer, boolean bias)
    implements Network {

  /**
   * @throws IllegalArgumentException if units is below 1
   */
  public Dense {
    Check.given("kernelInitializer", kernelInitializer);
    Check.given("biasInitializer", biasInitializer);
    if (units < 1) {
      throw new IllegalArgumentException("a dense layer needs at least 1 unit, not " + units);
    }
  }

  /** A dense layer with this many outputs. */
  public static Dense of(int units) {
    return new Dense(units, Initializer.glorotUniform(), Initializer.constant(0), true);
  }

  /** The same layer with another start of its kernel. */
  public Dense withKernelInitializer(Initializer initializer) {
    return new Dense(units, initializer, biasInitializer, bias);
  }

  /** The same layer with another start of its bias. */
  public Dense withBiasInitializer(Initializer initializer) {
    return new Dense(units, kernelInitializer, initializer, bias);
  }

  /** The same layer without a bias. */
  public Dense withoutBias() {
    return new Dense(units, kernelInitializer, biasInitializer, false);
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    if (input.shape().rank() != 2) {
      throw new ShapeException("dense: needs [batch, features], the input is " + input.shape())
          .withFix("put flatten() before this layer");
    }
    int features = input.shape().size(1);
    Tensor kernel = scope.parameter("kernel", Shape.of(features, units), kernelInitializer);
    Tensor product = input.matMul(kernel);
    return bias ? product.plus(scope.parameter("bias", Shape.of(units), biasInitializer)) : product;
  }

  @Override
  public String kind() {
    return "dense";
  }
}
