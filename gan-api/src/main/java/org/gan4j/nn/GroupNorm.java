package org.gan4j.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;

/**
 * Shifts and scales each group of channels of each sample to mean 0 and variance 1, then by a
 * trained scale and offset for each channel. Wu and He 2018; with one group it is layer
 * normalization, with as many as there are channels instance normalization.
 *
 * @param groups from the number of channels (the last axis) to the number of groups
 */
record GroupNorm(String kind, IntUnaryOperator groups, double epsilon) implements Network {

  @Override
  public Tensor apply(Tensor input, Scope scope) {
    Shape shape = input.shape();
    int channels = shape.size(-1);
    int count = groups.applyAsInt(channels);
    if (channels % count != 0) {
      throw new ShapeException(
              "%s: %s channels do not divide into %s groups: %s"
                  .formatted(kind, channels, count, shape))
          .withFix("choose a number of groups that divides the channels");
    }
    if (shape.count(1, shape.rank()) == count) {
      throw new ShapeException(
              "%s: a group of one value is always 0: %s in %s groups".formatted(kind, shape, count))
          .withFix("use fewer groups, or put this layer before the images are flattened");
    }
    Tensor grouped = count == 1 ? input : input.reshape(grouped(shape, count));
    int groupAxis = count == 1 ? 0 : shape.rank() - 1;
    int[] axes =
        IntStream.range(1, grouped.shape().rank()).filter(axis -> axis != groupAxis).toArray();
    Tensor centered = grouped.minus(grouped.mean(axes));
    Shape perChannel = Shape.of(channels);
    return centered
        .dividedBy(centered.square().mean(axes).plus(epsilon).sqrt())
        .reshape(shape)
        .times(scope.parameter("scale", perChannel, Initializer.constant(1)))
        .plus(scope.parameter("offset", perChannel, Initializer.constant(0)));
  }

  private static Shape grouped(Shape shape, int count) {
    List<Integer> sizes = new ArrayList<>(shape.withSize(-1, count).sizes());
    sizes.add(shape.size(-1) / count);
    return new Shape(sizes);
  }
}
