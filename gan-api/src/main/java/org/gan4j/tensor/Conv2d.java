package org.gan4j.tensor;

import java.util.List;
import org.gan4j.check.Check;

/**
 * Two-dimensional convolution (cross-correlation) of images {@code [batch, height, width, in]} with
 * a filter {@code [filterHeight, filterWidth, in, out]}.
 *
 * <pre>
 * y[n, i, j, o] = sum over p, q, c of
 *     x[n, i * strideHeight + p - top, j * strideWidth + q - left, c] * f[p, q, c, o]
 * </pre>
 *
 * <p>With its two gradients it makes a closed triple: each one is bilinear, and its derivatives are
 * the other two.
 *
 * @param window stride and padding
 */
public record Conv2d(Window window) implements Op {
  /** Checks its arguments. */
  public Conv2d {
    Check.given("window", window);
  }

  @Override
  public String print() {
    return "conv2d " + window.print();
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    Shape image = operands.get(0);
    Shape filter = operands.get(1);
    if (image.rank() != 4 || filter.rank() != 4 || image.size(3) != filter.size(2)) {
      throw new ShapeException(
          "conv2d: needs images [batch, height, width, in] and a filter [height, width, in, out]:"
              + " images %s, filter %s".formatted(image, filter));
    }
    int height = window.outputHeight(image.size(1), filter.size(0));
    int width = window.outputWidth(image.size(2), filter.size(1));
    if (height < 1 || width < 1) {
      throw new ShapeException(
          "conv2d: the filter is larger than the padded image: images %s, filter %s, %s"
              .formatted(image, filter, window.print()));
    }
    return Shape.of(image.size(0), height, width, filter.size(3));
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    Tensor image = result.operand(0);
    Tensor filter = result.operand(1);
    Shape x = image.shape();
    Shape f = filter.shape();
    return List.of(
        Tensor.of(new Conv2dInputGradient(window, x.size(1), x.size(2)), upstream, filter),
        Tensor.of(new Conv2dFilterGradient(window, f.size(0), f.size(1)), image, upstream));
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.conv2d(this, node);
  }
}
