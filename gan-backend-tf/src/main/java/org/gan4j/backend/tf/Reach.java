package org.gan4j.backend.tf;

import java.util.List;
import org.gan4j.tensor.Conv2d;
import org.gan4j.tensor.Conv2dFilterGradient;
import org.gan4j.tensor.Conv2dInputGradient;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Pad;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Slice;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Window;

/**
 * What the filter of a convolution reads of the images and of the zeros around them. A convolution
 * whose padding is not TensorFlow's SAME is rewritten to one without padding, of images that are
 * padded, or cropped, to just that: TensorFlow 2.18 has gradients by oneDNN for no other paddings,
 * and its oneDNN
 *
 * <ul>
 *   <li>crashes where the filter meets zeros only;
 *   <li>gives wrong values where images of one channel have one position across, and the strides
 *       differ: the stride across, which then means nothing, is made equal to the other.
 * </ul>
 */
record Reach(Axis height, Axis width) {

  /** Along one axis, with so many zeros before the images. */
  private record Axis(int size, int filter, int positions, int stride, int before) {

    int length() {
      return (positions - 1) * stride + filter;
    }

    /** Zeros after the images; negative where there is more of them than the filter reads. */
    int after() {
      return length() - before - size;
    }

    boolean isSame() {
      return positions == (size + stride - 1) / stride
          && before == Math.max(0, before + after()) / 2;
    }
  }

  private static Reach of(Window window, Shape images, Shape filter, Shape output) {
    return new Reach(
        new Axis(
            images.size(1), filter.size(0), output.size(1), window.strideHeight(), window.top()),
        new Axis(
            images.size(2), filter.size(1), output.size(2), window.strideWidth(), window.left()));
  }

  /** The node, or what takes its place. */
  static Tensor rewritten(Tensor node) {
    if (node.op() instanceof Conv2d op) {
      Tensor filter = node.operand(1);
      Reach reach = of(op.window(), node.operand(0).shape(), filter.shape(), node.shape());
      return reach.isSame() ? node : reach.fit(node.operand(0)).conv2d(filter, reach.window());
    }
    if (node.op() instanceof Conv2dFilterGradient op) {
      Tensor upstream = node.operand(1);
      Reach reach = of(op.window(), node.operand(0).shape(), node.shape(), upstream.shape());
      Op fitted = new Conv2dFilterGradient(reach.window(), op.filterHeight(), op.filterWidth());
      return reach.isSame() ? node : Tensor.of(fitted, reach.fit(node.operand(0)), upstream);
    }
    if (node.op() instanceof Conv2dInputGradient op) {
      Reach reach = of(op.window(), node.shape(), node.operand(1).shape(), node.operand(0).shape());
      Op fitted =
          new Conv2dInputGradient(reach.window(), reach.height.length(), reach.width.length());
      return reach.isSame() ? node : reach.unfit(Tensor.of(fitted, node.operands()));
    }
    return node;
  }

  private boolean isSame() {
    return height.isSame()
        && width.isSame()
        && (height.stride == width.stride || width.positions > 1);
  }

  /** Without padding. */
  private Window window() {
    int across = width.positions > 1 ? width.stride : height.stride;
    return new Window(height.stride, across, 0, 0, 0, 0);
  }

  /** The images with the zeros that are read, without the edges that are not. */
  private Tensor fit(Tensor images) {
    List<Integer> before = List.of(0, height.before, width.before, 0);
    List<Integer> after = List.of(0, Math.max(0, height.after()), Math.max(0, width.after()), 0);
    return Tensor.of(new Pad(before, after), images)
        .slice(1, 0, height.length())
        .slice(2, 0, width.length());
  }

  /** The gradient of the images from that of the fitted ones. */
  private Tensor unfit(Tensor fitted) {
    List<Integer> unread = List.of(0, Math.max(0, -height.after()), Math.max(0, -width.after()), 0);
    List<Integer> before = List.of(0, height.before, width.before, 0);
    Shape images = fitted.shape().withSize(1, height.size).withSize(2, width.size);
    return Tensor.of(
        new Slice(before, images), Tensor.of(new Pad(List.of(0, 0, 0, 0), unread), fitted));
  }
}
