package org.gan4j.nn;

import java.util.List;
import java.util.function.UnaryOperator;
import org.gan4j.tensor.Tensor;

/**
 * The layers of gan4j, to be imported statically:
 *
 * <pre>{@code
 * Network discriminator =
 *     sequential(dense(16), leakyRelu(0.2), dense(2).named("features"), dense(1));
 * }</pre>
 */
public final class Layers {
  private static final double SELU_SCALE = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;

  private Layers() {}

  /** Networks one after another. */
  public static Network sequential(Network... parts) {
    return new Sequential(List.of(parts));
  }

  /** Networks one after another. */
  public static Network sequential(List<Network> parts) {
    return new Sequential(parts);
  }

  /** A fully connected layer with this many outputs. */
  public static Dense dense(int units) {
    return Dense.of(units);
  }

  /** A function of the user's without parameters, as a layer. */
  public static Network lambda(UnaryOperator<Tensor> function) {
    return new Activation("lambda", function);
  }

  /** The input unchanged. */
  public static Network identity() {
    return new Activation("identity", x -> x);
  }

  /** {@code max(x, 0)}; the derivative at 0 is 0. */
  public static Network relu() {
    return new Activation("relu", Layers::rectified);
  }

  /**
   * {@code x} above 0, {@code slope * x} elsewhere; Maas et al. 2013.
   *
   * @param slope usually 0.2 in GANs
   */
  public static Network leakyRelu(double slope) {
    return new Activation(
        "leakyRelu",
        x -> x.times(Tensor.select(x.isAbove(0), Tensor.scalar(1), Tensor.scalar(slope))));
  }

  /** {@code x} above 0, {@code exp(x) - 1} elsewhere; Clevert et al. 2016 with alpha 1. */
  public static Network elu() {
    return new Activation("elu", x -> exponentialLinear(x, 1));
  }

  /** ELU scaled to keep mean 0 and variance 1; Klambauer et al. 2017. */
  public static Network selu() {
    return new Activation("selu", x -> exponentialLinear(x, SELU_ALPHA).times(SELU_SCALE));
  }

  /** {@code x * Phi(x)} with the exact normal distribution function; Hendrycks and Gimpel 2016. */
  public static Network gelu() {
    return new Activation("gelu", x -> x.times(x.times(Math.sqrt(0.5)).erf().plus(1)).times(0.5));
  }

  /** {@code x * sigmoid(x)}, also called SiLU; Ramachandran et al. 2017. */
  public static Network swish() {
    return new Activation("swish", x -> x.times(x.sigmoid()));
  }

  public static Network tanh() {
    return new Activation("tanh", Tensor::tanh);
  }

  public static Network sigmoid() {
    return new Activation("sigmoid", Tensor::sigmoid);
  }

  public static Network softplus() {
    return new Activation("softplus", Tensor::softplus);
  }

  /** All axes but the batch made one: from {@code [batch, ...]} to {@code [batch, features]}. */
  public static Network flatten() {
    return new Activation(
        "flatten", x -> x.reshape(x.shape().size(0), x.shape().count(1, x.shape().rank())));
  }

  /** While training, drops each value with this probability, in [0, 1). */
  public static Network dropout(double rate) {
    return new Dropout(rate);
  }

  /** Layer normalization with epsilon 1e-5. */
  public static Network layerNorm() {
    return new LayerNorm(1e-5);
  }

  /** Batch normalization with momentum 0.99 and epsilon 1e-5. */
  public static BatchNorm batchNorm() {
    return BatchNorm.of();
  }

  /** A network whose input is added to its output, which must have the same shape. */
  public static Network residual(Network body) {
    return new Residual(body);
  }

  /** The zeros stand on the left, since the gradient of a tie goes there; NaN stays NaN. */
  private static Tensor rectified(Tensor x) {
    return Tensor.zeros(x.shape()).max(x);
  }

  /** The exponent is limited to 0 so that the side not taken cannot overflow. */
  private static Tensor exponentialLinear(Tensor x, double alpha) {
    Tensor negative = x.min(0).exp().minus(1).times(alpha);
    return Tensor.select(x.isAbove(0), x, negative);
  }
}
