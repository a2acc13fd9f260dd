package org.gan4j.backend.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.gan4j.tensor.Conv2d;
import org.gan4j.tensor.Conv2dFilterGradient;
import org.gan4j.tensor.Conv2dInputGradient;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Window;

/** The sizes of a convolution: the image's and filter's shapes, and how the filter moves. */
record ConvolutionSizes(Shape image, Shape filter, Window window) {

  static List<ConvolutionSizes> all() {
    List<ConvolutionSizes> all = new ArrayList<>();
    int[][] sizes = {{1, 1}, {5, 7}, {8, 8}, {11, 4}};
    int[][] filters = {{1, 1}, {3, 3}, {2, 5}, {4, 4}};
    int[][] strides = {{1, 1}, {2, 2}, {2, 1}, {1, 3}};
    int[][] channels = {{1, 1}, {3, 2}, {5, 17}};
    int turn = 0;
    for (int[] size : sizes) {
      for (int[] filter : filters) {
        for (int[] stride : strides) {
          int[] channel = channels[turn % channels.length];
          Shape image = Shape.of(1 + turn % 2, size[0], size[1], channel[0]);
          Shape kernel = Shape.of(filter[0], filter[1], channel[0], channel[1]);
          ConvolutionSizes convolution =
              new ConvolutionSizes(
                  image, kernel, window(turn / strides.length, size, filter, stride));
          if (convolution.fits()) {
            all.add(convolution);
          }
          turn++;
        }
      }
    }
    return all;
  }

  /** In turns: no padding, that of TensorFlow's SAME, and one that differs on all sides. */
  private static Window window(int turn, int[] size, int[] filter, int[] stride) {
    Window same = Window.same(stride[0], size[0], size[1], filter[0], filter[1]);
    return switch (turn % 3) {
      case 0 -> new Window(stride[0], stride[1], 0, 0, 0, 0);
      case 1 ->
          new Window(stride[0], stride[1], same.top(), same.bottom(), same.left(), same.right());
      default -> new Window(stride[0], stride[1], 2, 0, 1, 3);
    };
  }

  private boolean fits() {
    return filter.size(0) <= image.size(1) + window.top() + window.bottom()
        && filter.size(1) <= image.size(2) + window.left() + window.right();
  }

  /** The convolution and both gradients, over values made by {@code sample}. */
  List<Sample> samples(BiFunction<Op, Shape[], Sample> sample) {
    Op forward = new Conv2d(window);
    Shape output = forward.resultShape(List.of(image, filter));
    Op byImage = new Conv2dInputGradient(window, image.size(1), image.size(2));
    Op byFilter = new Conv2dFilterGradient(window, filter.size(0), filter.size(1));
    return List.of(
        sample.apply(forward, new Shape[] {image, filter}),
        sample.apply(byImage, new Shape[] {output, filter}),
        sample.apply(byFilter, new Shape[] {image, output}));
  }
}
