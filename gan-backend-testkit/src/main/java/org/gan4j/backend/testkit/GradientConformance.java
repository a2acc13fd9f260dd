package org.gan4j.backend.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gan4j.tensor.Binary;
import org.gan4j.tensor.BroadcastTo;
import org.gan4j.tensor.Concat;
import org.gan4j.tensor.MatMul;
import org.gan4j.tensor.Pad;
import org.gan4j.tensor.Reduction;
import org.gan4j.tensor.Reshape;
import org.gan4j.tensor.Select;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Slice;
import org.gan4j.tensor.Transpose;
import org.gan4j.tensor.Unary;
import org.gan4j.tensor.Window;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The derivatives of every operation to second order. */
interface GradientConformance extends Fixture {

  @TestFactory
  default Stream<DynamicTest> gradientsOfOperations() {
    Shape shape = Shape.of(3, 5);
    List<Sample> samples = new ArrayList<>();
    Values away = Values.uniform(0.5, 2);
    for (Unary op : Unary.values()) {
      boolean positive = op == Unary.LOG || op == Unary.SQRT;
      samples.add(OpSamples.of("", op, positive ? away : Values.normal(1), shape));
    }
    for (Binary op : Binary.values()) {
      Values values = op == Binary.DIVIDE ? Values.normal(1).with("x1", away) : Values.normal(1);
      samples.add(OpSamples.of("", op, values, shape, shape));
    }
    Values condition = Values.normal(1).with("x0", Values.integers());
    samples.add(OpSamples.of("", new Select(), condition, shape, shape, shape));
    for (Reduction.Kind kind : Reduction.Kind.values()) {
      for (List<Integer> axes : Shapes.subsets(shape.axes())) {
        samples.add(OpSamples.of("", new Reduction(kind, axes), Values.normal(1), shape));
      }
    }
    Values normal = Values.normal(1);
    samples.add(OpSamples.of("", new BroadcastTo(Shape.of(4, 5)), normal, Shape.of(1, 5)));
    samples.add(OpSamples.of("", new BroadcastTo(Shape.of(4, 5)), normal, Shape.of(4, 1)));
    samples.add(OpSamples.of("", new Reshape(Shape.of(5, 3)), normal, shape));
    samples.add(OpSamples.of("", new Transpose(List.of(1, 0)), normal, shape));
    samples.add(OpSamples.of("", new Transpose(List.of(2, 0, 1)), normal, Shape.of(2, 3, 4)));
    samples.add(OpSamples.of("", new Slice(List.of(1, 2), Shape.of(2, 2)), normal, shape));
    samples.add(OpSamples.of("", new Pad(List.of(1, 0), List.of(2, 3)), normal, shape));
    samples.add(OpSamples.of("", new Concat(1), normal, shape, Shape.of(3, 2), Shape.of(3, 1)));
    ProductSizes product = new ProductSizes(List.of(2), 3, 4, 5);
    for (boolean transposeLeft : List.of(false, true)) {
      for (boolean transposeRight : List.of(false, true)) {
        MatMul op = new MatMul(transposeLeft, transposeRight);
        samples.add(OpSamples.of("", op, normal, product.left(op), product.right(op)));
      }
    }
    Shape image = Shape.of(2, 5, 4, 2);
    Shape filter = Shape.of(3, 2, 2, 3);
    for (Window window :
        List.of(Window.valid(1), Window.same(2, 5, 4, 3, 2), new Window(2, 1, 0, 1, 2, 0))) {
      samples.addAll(
          new ConvolutionSizes(image, filter, window)
              .samples((op, shapes) -> OpSamples.of("", op, normal, shapes)));
    }
    return samples.stream().flatMap(this::gradientChecks);
  }
}
