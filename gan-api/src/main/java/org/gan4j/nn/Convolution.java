package org.gan4j.nn;

import java.util.stream.IntStream;
import org.gan4j.check.Check;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Window;

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
 * @param groups into how many equal groups the channels and the filters are divided, each filter
 *     seeing the channels of its group only; the kernel is then {@code [height, width, in / groups,
 *     filters]}. 1 by default
 */
public record Convolution(
    int filters,
    int height,
    int width,
    int stride,
    Padding padding,
    Initializer kernelInitializer,
    boolean bias,
    int groups)
    implements Network {

  /**
   * Call {@link #of} and its refinements instead: each new setting adds an argument here.
   *
   * @throws IllegalArgumentException if a number is below 1, or the groups do not divide the
   *     filters
   */
  public Convolution {
    Check.given("padding", padding);
    Check.given("kernelInitializer", kernelInitializer);
    Requirements.requirePositive("convolution", "filter", filters);
    Requirements.requirePositive("convolution", "row of its filters", height);
    Requirements.requirePositive("convolution", "column of its filters", width);
    Requirements.requirePositive("convolution", "step of stride", stride);
    Requirements.requirePositive("convolution", "group", groups);
    if (filters % groups != 0) {
      throw new IllegalArgumentException(
          "a convolution's %d filters do not divide into %d groups".formatted(filters, groups));
    }
  }

  /** A convolution with square filters. */
  public static Convolution of(int filters, int size) {
    return new Convolution(
        filters, size, size, 1, Padding.SAME, Initializer.glorotUniform(), true, 1);
  }

  /** The same with another stride. */
  public Convolution withStride(int newStride) {
    return new Convolution(
        filters, height, width, newStride, padding, kernelInitializer, bias, groups);
  }

  /** The same with other zeros around the images. */
  public Convolution withPadding(Padding newPadding) {
    return new Convolution(
        filters, height, width, stride, newPadding, kernelInitializer, bias, groups);
  }

  /** The same with another start of its kernel. */
  public Convolution withKernelInitializer(Initializer initializer) {
    return new Convolution(filters, height, width, stride, padding, initializer, bias, groups);
  }

  /** The same without a bias, as before a normalization, which would remove it. */
  public Convolution withoutBias() {
    return new Convolution(
        filters, height, width, stride, padding, kernelInitializer, false, groups);
  }

  /**
   * The same in groups, each of which has its share of the channels and makes its share of the
   * filters (Krizhevsky et al. 2012; Xie et al. 2017): a convolution of each group's channels, put
   * side by side.
   */
  public Convolution withGroups(int newGroups) {
    return new Convolution(
        filters, height, width, stride, padding, kernelInitializer, bias, newGroups);
  }

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    Shape images = Requirements.requireImages("conv2d", input);
    if (images.size(3) % groups != 0) {
      throw new ShapeException(
              "conv2d: the channels of images %s do not divide into %d groups"
                  .formatted(images, groups))
          .withFix("choose a number of groups that divides the channels");
    }
    Tensor kernel =
        scope.parameter(
            "kernel", Shape.of(height, width, images.size(3) / groups, filters), kernelInitializer);
    Window window = padding.window(stride, images.size(1), images.size(2), height, width);
    Tensor result = groups == 1 ? input.conv2d(kernel, window) : grouped(input, kernel, window);
    return bias
        ? result.plus(scope.parameter("bias", Shape.of(filters), Initializer.constant(0)))
        : result;
  }

  private Tensor grouped(Tensor input, Tensor kernel, Window window) {
    int channels = input.shape().size(3) / groups;
    int made = filters / groups;
    return Tensor.concat(
        3,
        IntStream.range(0, groups)
            .mapToObj(
                group ->
                    input
                        .slice(3, group * channels, (group + 1) * channels)
                        .conv2d(kernel.slice(3, group * made, (group + 1) * made), window))
            .toList());
  }

  @Override
  public String kind() {
    return "conv2d";
  }
}
