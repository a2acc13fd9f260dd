package org.gan4j.tensor;

import java.util.List;
import org.gan4j.check.Check;

/**
 * The gradient of {@link Conv2d} by its images, from (upstream {@code [batch, outHeight, outWidth,
 * out]}, filter {@code [filterHeight, filterWidth, in, out]}); also known as transposed
 * convolution.
 *
 * @param window the convolution's stride and padding
 * @param height the height of the images, which the stride may leave open
 * @param width the width of the images
 */
public record Conv2dInputGradient(Window window, int height, int width) implements Op {
  /** Checks its arguments. */
  public Conv2dInputGradient {
    Check.given("window", window);
  }

  @Override
  public String print() {
    return "conv2dInputGradient " + window.print() + " size=[" + height + ", " + width + "]";
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    Shape upstream = operands.get(0);
    Shape filter = operands.get(1);
    if (upstream.rank() != 4
        || filter.rank() != 4
        || upstream.size(3) != filter.size(3)
        || upstream.size(1) != window.outputHeight(height, filter.size(0))
        || upstream.size(2) != window.outputWidth(width, filter.size(1))) {
      throw new ShapeException(
          "%s: no convolution of images [%s, %s, %s, %s] gives these: upstream %s, filter %s"
              .formatted(print(), "batch", height, width, "in", upstream, filter));
    }
    return Shape.of(upstream.size(0), height, width, filter.size(2));
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    Tensor outputGradient = result.operand(0);
    Tensor filter = result.operand(1);
    Shape f = filter.shape();
    return List.of(
        Tensor.of(new Conv2d(window), upstream, filter),
        Tensor.of(
            new Conv2dFilterGradient(window, f.size(0), f.size(1)), upstream, outputGradient));
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.conv2dInputGradient(this, node);
  }
}
