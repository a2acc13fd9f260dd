package org.gan4j.backend.nd4j;

import java.util.List;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Window;

/**
 * The instruction for the gradient of a convolution by images of few channels: one product gives
 * what each element of the upstream gradient adds to its patch, and the patches are added up.
 * {@link InputGradient} would lay out patches of the upstream gradient, which has many channels.
 *
 * <p>Taps that are less than a stride apart never add to the same element, so that they are added
 * all at once.
 */
final class ScatteredGradient {
  /** How many times more channels the upstream gradient has if this is faster. */
  private static final int RATIO = 4;

  private final Window window;
  private final Shape upstream;
  private final Shape filter;
  private final Shape image;
  private final Shape padded;

  private ScatteredGradient(Window window, Shape upstream, Shape filter, Shape image) {
    this.window = window;
    this.upstream = upstream;
    this.filter = filter;
    this.image = image;
    this.padded =
        image
            .withSize(1, window.top() + image.size(1) + window.bottom())
            .withSize(2, window.left() + image.size(2) + window.right());
  }

  static boolean isFaster(Tensor node) {
    Shape filter = node.operand(1).shape();
    return RATIO * filter.size(2) <= filter.size(3);
  }

  static Instruction of(Window window, Tensor node) {
    ScatteredGradient sizes =
        new ScatteredGradient(
            window, node.operand(0).shape(), node.operand(1).shape(), node.shape());
    int images = sizes.imagesPerTurn();
    return Instruction.of(node, node.operands(), sizes::bind)
        .withScratch(
            images * sizes.additionsPerImage(),
            images * sizes.padded.count(1, 4),
            images * sizes.padded.count(1, 4));
  }

  private void bind(Calls calls, NativeArray z, NativeArray[] x, NativeArray[] s) {
    int step = imagesPerTurn();
    for (int first = 0; first < image.size(0); first += step) {
      int images = Math.min(step, image.size(0) - first);
      int rows = images * upstream.count(1, 3);
      NativeArray from =
          calls.part(x[0], (long) first * upstream.count(1, 4), images * upstream.count(1, 4));
      calls.multiply(
          new Product(false, true, rows, filter.size(3), filter.count(0, 3)),
          from,
          x[1],
          s[0],
          false);
      int count = images * padded.count(1, 4);
      NativeArray sum = calls.part(s[1], 0, count);
      addUp(calls, images, s[0], sum, calls.part(s[2], 0, count));
      Shape part = image.withSize(0, images);
      View inner =
          View.all(padded.sizes()).block(List.of(0, window.top(), window.left(), 0), part.sizes());
      View target = View.all(image.sizes()).block(List.of(first, 0, 0, 0), part.sizes());
      calls.copy(sum, inner, z, target);
    }
  }

  private void addUp(
      Calls calls, int images, NativeArray additions, NativeArray sum, NativeArray term) {
    boolean isFirst = true;
    for (int row = 0; row < filter.size(0); row += window.strideHeight()) {
      for (int column = 0; column < filter.size(1); column += window.strideWidth()) {
        NativeArray target = isFirst ? sum : term;
        calls.fill(target, 0);
        spread(calls, images, row, column, additions, target);
        if (!isFirst) {
          calls.pairwise(Arithmetic.ADD, sum, term, sum);
        }
        isFirst = false;
      }
    }
  }

  /** Puts what the taps from this one on add, of each axis one stride, where it belongs. */
  private void spread(
      Calls calls, int images, int row, int column, NativeArray additions, NativeArray into) {
    int channels = filter.size(2);
    int rows = Math.min(window.strideHeight(), filter.size(0) - row);
    int columns = Math.min(window.strideWidth(), filter.size(1) - column);
    List<Integer> sizes =
        List.of(images, upstream.size(1), rows, upstream.size(2), columns * channels);
    View from =
        new View(
            (long) row * filter.count(1, 3) + (long) column * channels,
            sizes,
            List.of(
                additionsPerImage(),
                upstream.size(2) * filter.count(0, 3),
                filter.count(1, 3),
                filter.count(0, 3),
                1));
    View to =
        new View(
            (long) row * padded.count(2, 4) + (long) column * channels,
            sizes,
            List.of(
                padded.count(1, 4),
                window.strideHeight() * padded.count(2, 4),
                padded.count(2, 4),
                window.strideWidth() * channels,
                1));
    calls.copy(additions, from, into, to);
  }

  private int additionsPerImage() {
    return upstream.count(1, 3) * filter.count(0, 3);
  }

  private int imagesPerTurn() {
    return ConvolutionCalls.imagesPerTurn(image.size(0), additionsPerImage());
  }
}
