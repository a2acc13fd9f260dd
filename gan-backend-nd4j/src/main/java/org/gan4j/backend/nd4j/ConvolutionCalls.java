package org.gan4j.backend.nd4j;

import java.util.List;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Window;

/**
 * Instructions for the convolution and for its gradient by the filter: the patches of some images
 * at a time are laid out as rows of a matrix, by one native call, and multiplied by another. ND4J's
 * own {@code conv2d} takes 3 times as long on images in NHWC, its {@code conv2d_bp} 15 times.
 */
final class ConvolutionCalls {
  /** The patches of one turn: 1 MB of them stay in the cache until they are multiplied. */
  private static final int PATCH_ELEMENTS = 1 << 18;

  private final Window window;
  private final Shape image;
  private final Shape padded;
  private final Shape filter;
  private final Shape output;

  private ConvolutionCalls(Window window, Shape image, Shape filter, Shape output) {
    this.window = window;
    this.image = image;
    this.padded =
        image
            .withSize(1, window.top() + image.size(1) + window.bottom())
            .withSize(2, window.left() + image.size(2) + window.right());
    this.filter = filter;
    this.output = output;
  }

  static Instruction forward(Window window, Tensor node) {
    ConvolutionCalls sizes =
        new ConvolutionCalls(
            window, node.operand(0).shape(), node.operand(1).shape(), node.shape());
    return sizes.instruction(
        node,
        (calls, z, x, s) ->
            sizes.eachTurn(
                (first, images) -> {
                  sizes.layOutPatches(calls, first, images, s);
                  calls.multiply(
                      sizes.product(images, false),
                      s[1],
                      x[1],
                      sizes.part(calls, z, first, images),
                      false);
                }));
  }

  static Instruction filterGradient(Window window, Tensor node) {
    ConvolutionCalls sizes =
        new ConvolutionCalls(
            window, node.operand(0).shape(), node.shape(), node.operand(1).shape());
    return sizes.instruction(
        node,
        (calls, z, x, s) ->
            sizes.eachTurn(
                (first, images) -> {
                  sizes.layOutPatches(calls, first, images, s);
                  calls.multiply(
                      sizes.product(images, true),
                      s[1],
                      sizes.part(calls, x[1], first, images),
                      z,
                      first > 0);
                }));
  }

  private Instruction instruction(Tensor node, Instruction.Body body) {
    return Instruction.of(
            node,
            node.operands(),
            (calls, z, x, s) -> {
              pad(calls, x[0], s[0]);
              body.bind(calls, z, x, s);
            })
        .withScratch(padded.elementCount(), imagesPerTurn() * patchesPerImage() * patchLength());
  }

  private void pad(Calls calls, NativeArray x, NativeArray into) {
    List<Integer> begin = List.of(0, window.top(), window.left(), 0);
    calls.fill(into, 0);
    calls.copy(
        x, View.all(image.sizes()), into, View.all(padded.sizes()).block(begin, image.sizes()));
  }

  private interface Turn {
    void bind(int firstImage, int images);
  }

  private void eachTurn(Turn turn) {
    int step = imagesPerTurn();
    for (int first = 0; first < image.size(0); first += step) {
      turn.bind(first, Math.min(step, image.size(0) - first));
    }
  }

  private void layOutPatches(Calls calls, int first, int images, NativeArray[] s) {
    List<Integer> sizes =
        List.of(images, output.size(1), output.size(2), filter.size(0), filter.count(1, 3));
    List<Integer> steps =
        List.of(
            padded.count(1, 4),
            window.strideHeight() * padded.count(2, 4),
            window.strideWidth() * padded.size(3),
            padded.count(2, 4),
            1);
    calls.copy(
        s[0], new View((long) first * padded.count(1, 4), sizes, steps), s[1], View.all(sizes));
  }

  /** Patches times filter, or patches transposed times upstream gradient. */
  private Product product(int images, boolean transposed) {
    int patches = images * patchesPerImage();
    return transposed
        ? new Product(true, false, patchLength(), patches, filter.size(3))
        : new Product(false, false, patches, patchLength(), filter.size(3));
  }

  private NativeArray part(Calls calls, NativeArray array, int first, int images) {
    int perImage = output.count(1, 4);
    return calls.part(array, (long) first * perImage, images * perImage);
  }

  private int patchLength() {
    return filter.count(0, 3);
  }

  private int patchesPerImage() {
    return output.count(1, 3);
  }

  private int imagesPerTurn() {
    return imagesPerTurn(image.size(0), patchesPerImage() * patchLength());
  }

  static int imagesPerTurn(int images, int patchElementsPerImage) {
    return Math.min(images, Math.max(1, PATCH_ELEMENTS / patchElementsPerImage));
  }
}
