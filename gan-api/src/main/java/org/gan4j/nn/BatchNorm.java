package org.gan4j.nn;

import java.util.stream.IntStream;
import org.gan4j.check.Check;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * Batch normalization over the last axis (features or channels): while training with the mean and
 * variance of the batch, otherwise with running ones. Ioffe and Szegedy 2015.
 *
 * <p>The running statistics move by {@code running += (batch - running) * (1 - momentum)} with the
 * biased variance (Keras' rule; PyTorch stores the unbiased one and calls {@code 1 - momentum}
 * momentum). They are written by the training step of the player that owns the layer.
 *
 * @param momentum how much of the running statistics stays at each step, in [0, 1); 0.99 by default
 * @param epsilon added to the variance inside the root, positive; 1e-5 by default
 */
public record BatchNorm(double momentum, double epsilon) implements Network {

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public BatchNorm {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "batch norm's momentum must be in [0, 1), not " + momentum);
    }
    Check.positive("batch norm's epsilon", epsilon);
  }

  /** Batch normalization with the default settings. */
  public static BatchNorm of() {
    return new BatchNorm(0.99, 1e-5);
  }

  /** The same with another momentum. */
  public BatchNorm withMomentum(double newMomentum) {
    return new BatchNorm(newMomentum, epsilon);
  }

  /** The same with another epsilon. */
  public BatchNorm withEpsilon(double newEpsilon) {
    return new BatchNorm(momentum, newEpsilon);
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    Shape channels = Shape.of(input.shape().size(-1));
    return apply(input, scope, (name, start) -> scope.parameter(name, channels, start));
  }

  /** What is trained of a normalization: a scale and an offset that broadcast to the input. */
  interface Affine {
    Tensor parameter(String name, Initializer start);
  }

  Tensor apply(Tensor input, Scope scope, Affine affine) {
    Shape channels = Shape.of(input.shape().size(-1));
    Tensor runningMean = scope.state("runningMean", channels, Initializer.constant(0));
    Tensor runningVariance = scope.state("runningVariance", channels, Initializer.constant(1));
    boolean training = scope.mode() == Mode.TRAIN;
    int[] axes = IntStream.range(0, input.shape().rank() - 1).toArray();
    Tensor mean = training ? input.mean(axes).reshape(channels) : runningMean;
    Tensor centered = input.minus(mean);
    Tensor variance = training ? centered.square().mean(axes).reshape(channels) : runningVariance;
    if (training) {
      scope.setState("runningMean", moved(runningMean, mean));
      scope.setState("runningVariance", moved(runningVariance, variance));
    }
    Tensor scale = affine.parameter("scale", Initializer.constant(1));
    return centered
        .times(scale.dividedBy(variance.plus(epsilon).sqrt()))
        .plus(affine.parameter("offset", Initializer.constant(0)));
  }

  private Tensor moved(Tensor running, Tensor batch) {
    return running.plus(batch.minus(running).times(1 - momentum));
  }

  @Override
  public String kind() {
    return "batchNorm";
  }
}
