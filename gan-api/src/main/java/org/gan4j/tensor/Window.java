package org.gan4j.tensor;

/**
 * How a filter moves over an image.
 *
 * @param strideHeight rows from one position to the next, at least 1
 * @param strideWidth columns from one position to the next, at least 1
 * @param top rows of zeros put above the image, at least 0
 * @param bottom rows of zeros put below
 * @param left columns of zeros put to the left
 * @param right columns of zeros put to the right
 */
public record Window(int strideHeight, int strideWidth, int top, int bottom, int left, int right) {

  /**
   * @throws ShapeException if a stride is below 1 or a padding below 0
   */
  public Window {
    if (strideHeight < 1 || strideWidth < 1) {
      throw new ShapeException(
          "a filter's stride must be at least 1: height "
              + strideHeight
              + ", width "
              + strideWidth);
    }
    if (top < 0 || bottom < 0 || left < 0 || right < 0) {
      throw new ShapeException(
          "padding must be at least 0: top %s, bottom %s, left %s, right %s"
              .formatted(top, bottom, left, right));
    }
  }

  /** The same stride on both axes and no padding. */
  public static Window valid(int stride) {
    return new Window(stride, stride, 0, 0, 0, 0);
  }

  /**
   * The padding with which an image of this size gives {@code ceil(size / stride)} positions, the
   * odd zero at the bottom and right (TensorFlow's SAME).
   */
  public static Window same(int stride, int height, int width, int filterHeight, int filterWidth) {
    if (stride < 1) {
      throw new ShapeException("a filter's stride must be at least 1, not " + stride);
    }
    int vertical = samePadding(stride, height, filterHeight);
    int horizontal = samePadding(stride, width, filterWidth);
    return new Window(
        stride,
        stride,
        vertical / 2,
        vertical - vertical / 2,
        horizontal / 2,
        horizontal - horizontal / 2);
  }

  private static int samePadding(int stride, int size, int filter) {
    int positions = (size + stride - 1) / stride;
    return Math.max(0, (positions - 1) * stride + filter - size);
  }

  /** The number of vertical positions of a filter. */
  int outputHeight(int height, int filterHeight) {
    return positions(height + top + bottom, filterHeight, strideHeight);
  }

  /** The number of horizontal positions of a filter. */
  int outputWidth(int width, int filterWidth) {
    return positions(width + left + right, filterWidth, strideWidth);
  }

  private static int positions(int padded, int filter, int stride) {
    return padded < filter ? 0 : (padded - filter) / stride + 1;
  }

  String print() {
    return "stride=[%s, %s] padding=[%s, %s, %s, %s]"
        .formatted(strideHeight, strideWidth, top, bottom, left, right);
  }
}
