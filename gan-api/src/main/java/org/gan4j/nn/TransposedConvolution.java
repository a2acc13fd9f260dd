package org.gan4j.nn;

import org.gan4j.check.Check;
import org.gan4j.tensor.Conv2dInputGradient;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Window;
import org.jspecify.annotations.Nullable;

/**
 * A transposed convolution, which enlarges images by its stride: the gradient of a {@link
 * Convolution} with the same stride, padding and filter size by its images, plus a bias.
 *
 * <p>From {@code [batch, height, width, in]} it makes images of {@code height * stride} by {@code
 * width * stride} with {@link Padding#SAME}, and of {@code (height - 1) * stride + filterHeight} by
 * {@code (width - 1) * stride + filterWidth} with {@link Padding#VALID}. Another size that the
 * convolution brings to the input's, such as 7 from 4 with stride 2, can be asked for.
 *
 * @param filters the number of output channels, at least 1
 * @param height the filters' height, at least 1
 * @param width the filters' width, at least 1
 * @param stride on both axes, at least 1; 1 by default
 * @param padding the convolution's zeros; {@link Padding#SAME} by default
 * @param outputSize the images' size if it is not the one above
 * @param kernelInitializer how {@code kernel [height, width, filters, in]} starts (fanIn counts
 *     filters, fanOut the input's channels); Glorot uniform by default
 * @param bias whether {@code bias [filters]} is added, which starts at 0; true by default
 */
public record TransposedConvolution(
    int filters,
    int height,
    int width,
    int stride,
    Padding padding,
    @Nullable Size outputSize,
    Initializer kernelInitializer,
    boolean bias)
    implements Network {

  /** The size of images. */
  public record Size(int height, int width) {}

  /**
   * @throws IllegalArgumentException if a number is below 1
   */
  public TransposedConvolution {
    Check.given("padding", padding);
    Check.given("kernelInitializer", kernelInitializer);
    Requirements.requirePositive("transposed convolution", "filter", filters);
    Requirements.requirePositive("transposed convolution", "row of its filters", height);
    Requirements.requirePositive("transposed convolution", "column of its filters", width);
    Requirements.requirePositive("transposed convolution", "step of stride", stride);
  }

  /** A transposed convolution with square filters. */
  public static TransposedConvolution of(int filters, int size) {
    return new TransposedConvolution(
        filters, size, size, 1, Padding.SAME, null, Initializer.glorotUniform(), true);
  }

  /** The same with another stride. */
  public TransposedConvolution withStride(int newStride) {
    return new TransposedConvolution(
        filters, height, width, newStride, padding, outputSize, kernelInitializer, bias);
  }

  /** The same with other zeros around the images. */
  public TransposedConvolution withPadding(Padding newPadding) {
    return new TransposedConvolution(
        filters, height, width, stride, newPadding, outputSize, kernelInitializer, bias);
  }

  /** The same with images of this size. */
  public TransposedConvolution withOutputSize(int outputHeight, int outputWidth) {
    Size size = new Size(outputHeight, outputWidth);
    return new TransposedConvolution(
        filters, height, width, stride, padding, size, kernelInitializer, bias);
  }

  /** The same with another start of its kernel. */
  public TransposedConvolution withKernelInitializer(Initializer initializer) {
    return new TransposedConvolution(
        filters, height, width, stride, padding, outputSize, initializer, bias);
  }

  /** The same without a bias, as before a normalization, which would remove it. */
  public TransposedConvolution withoutBias() {
    return new TransposedConvolution(
        filters, height, width, stride, padding, outputSize, kernelInitializer, false);
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    Shape images = Requirements.requireImages("convTranspose2d", input);
    Tensor kernel =
        scope.parameter(
            "kernel", Shape.of(height, width, filters, images.size(3)), kernelInitializer);
    Size size = size(images);
    Window window = padding.window(stride, size.height(), size.width(), height, width);
    Tensor result = enlarged(input, kernel, window, size);
    return bias
        ? result.plus(scope.parameter("bias", Shape.of(filters), Initializer.constant(0)))
        : result;
  }

  private Tensor enlarged(Tensor input, Tensor kernel, Window window, Size size) {
    try {
      return Tensor.of(new Conv2dInputGradient(window, size.height(), size.width()), input, kernel);
    } catch (ShapeException e) {
      throw e.withFix(
          "ask for an output size that the convolution brings back to the input's, here one of"
              + " stride %s that gives [%s, %s]"
                  .formatted(stride, input.shape().size(1), input.shape().size(2)));
    }
  }

  private Size size(Shape images) {
    return outputSize != null
        ? outputSize
        : new Size(
            padding.transposedSize(images.size(1), stride, height),
            padding.transposedSize(images.size(2), stride, width));
  }

  @Override
  public String kind() {
    return "convTranspose2d";
  }
}
