package org.gan4j.nn;

import org.gan4j.check.Check;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * A convolution of images, {@code [batch, height, width, in]} to {@code [batch, outHeight,
 * outWidth, filters]}, as {@link org.gan4j.tensor.Conv2d} defines it, plus a bias for each filter.
 *
 * @param filters the number of output channels, at least 1
 * @param height the filters' height, at least 1
 * @param width the filters' width, at least 1
 * @param stride from one position to the next on both axes, at least 1; 1 by default
 * @param padding the zeros around the images; {@link Padding#SAME} by default
 * @param kernelInitializer how {@code kernel [height, width, in, filters]} starts; Glorot uniform
 *     by default
 * @param bias whether {@code bias [filters]} is added, which starts at 0; true by default
 */
public record Convolution(
    int filters,
    int height,
    int width,
    int stride,
    Padding padding,
    Initializer kernelInitializer,
    boolean bias)
    implements Network {

  /**
   * @throws IllegalArgumentException if a number is below 1
   */
  public Convolution {
    Check.given("padding", padding);
    Check.given("kernelInitializer", kernelInitializer);
    Requirements.requirePositive("convolution", "filter", filters);
    Requirements.requirePositive("convolution", "row of its filters", height);
    Requirements.requirePositive("convolution", "column of its filters", width);
    Requirements.requirePositive("convolution", "step of stride", stride);
  }

  /** A convolution with square filters. */
  public static Convolution of(int filters, int size) {
    return new Convolution(filters, size, size, 1, Padding.SAME, Initializer.glorotUniform(), true);
  }

  /** The same with another stride. */
  public Convolution withStride(int newStride) {
    return new Convolution(filters, height, width, newStride, padding, kernelInitializer, bias);
  }

  /** The same with other zeros around the images. */
  public Convolution withPadding(Padding newPadding) {
    return new Convolution(filters, height, width, stride, newPadding, kernelInitializer, bias);
  }

  /** The same with another start of its kernel. */
  public Convolution withKernelInitializer(Initializer initializer) {
    return new Convolution(filters, height, width, stride, padding, initializer, bias);
  }

  /** The same without a bias, as before a normalization, which would remove it. */
  public Convolution withoutBias() {
    return new Convolution(filters, height, width, stride, padding, kernelInitializer, false);
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    Shape images = Requirements.requireImages("conv2d", input);
    Tensor kernel =
        scope.parameter(
            "kernel", Shape.of(height, width, images.size(3), filters), kernelInitializer);
    Tensor result =
        input.conv2d(kernel, padding.window(stride, images.size(1), images.size(2), height, width));
    return bias
        ? result.plus(scope.parameter("bias", Shape.of(filters), Initializer.constant(0)))
        : result;
  }

  @Override
  public String kind() {
    return "conv2d";
  }
}
