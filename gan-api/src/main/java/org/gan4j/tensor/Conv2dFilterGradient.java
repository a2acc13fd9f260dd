package org.gan4j.tensor;

import java.util.List;
import org.gan4j.check.Check;

/**
 * The gradient of {@link Conv2d} by its filter, from (images {@code [batch, height, width, in]},
 * upstream {@code [batch, outHeight, outWidth, out]}).
 *
 * @param window the convolution's stride and padding
 * @param filterHeight the height of the filter, which the stride may leave open
 * @param filterWidth the width of the filter
 */
public record Conv2dFilterGradient(Window window, int filterHeight, int filterWidth) implements Op {
  /** Checks its arguments. */
  public Conv2dFilterGradient {
    Check.given("window", window);
  }

  @Override
  public String print() {
    return "conv2dFilterGradient %s size=[%s, %s]"
        .formatted(window.print(), filterHeight, filterWidth);
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    Shape image = operands.get(0);
    Shape upstream = operands.get(1);
    if (image.rank() != 4
        || upstream.rank() != 4
        || image.size(0) != upstream.size(0)
        || upstream.size(1) != window.outputHeight(image.size(1), filterHeight)
        || upstream.size(2) != window.outputWidth(image.size(2), filterWidth)) {
      throw new ShapeException(
          "%s: no convolution with such a filter gives these: images %s, upstream %s"
              .formatted(print(), image, upstream));
    }
    return Shape.of(filterHeight, filterWidth, image.size(3), upstream.size(3));
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    Tensor image = result.operand(0);
    Tensor outputGradient = result.operand(1);
    Shape x = image.shape();
    return List.of(
        Tensor.of(new Conv2dInputGradient(window, x.size(1), x.size(2)), outputGradient, upstream),
        Tensor.of(new Conv2d(window), image, upstream));
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.conv2dFilterGradient(this, node);
  }
}
