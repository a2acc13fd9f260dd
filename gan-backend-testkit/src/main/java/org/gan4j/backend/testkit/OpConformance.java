package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gan4j.tensor.Binary;
import org.gan4j.tensor.BroadcastTo;
import org.gan4j.tensor.Concat;
import org.gan4j.tensor.MatMul;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Pad;
import org.gan4j.tensor.Reduction;
import org.gan4j.tensor.Reshape;
import org.gan4j.tensor.Select;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Slice;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Transpose;
import org.gan4j.tensor.Unary;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation against the oracle, over many shapes and special values. */
interface OpConformance extends Fixture {

  @TestFactory
  default Stream<DynamicTest> elementwiseFunctions() {
    List<Sample> samples = new ArrayList<>();
    for (Shape shape : Shapes.ALL) {
      for (Unary op : Unary.values()) {
        samples.add(OpSamples.random(op, shape));
      }
      for (Binary op : Binary.values()) {
        samples.add(OpSamples.random(op, shape, shape));
        samples.add(OpSamples.integers(op, shape, shape));
      }
      samples.add(OpSamples.random(new Select(), shape, shape, shape));
      samples.add(OpSamples.integers(new Select(), shape, shape, shape));
    }
    return agreements(samples.stream().map(Sample::toCase));
  }

  @TestFactory
  default Stream<DynamicTest> elementwiseFunctionsOfSpecialValues() {
    List<Sample> samples = new ArrayList<>();
    for (Unary op : Unary.values()) {
      samples.add(SpecialValues.allCombinations(op, 1));
      samples.add(SpecialValues.everyMagnitude(op, 1));
    }
    for (Binary op : Binary.values()) {
      samples.add(SpecialValues.allCombinations(op, 2));
      samples.add(SpecialValues.everyMagnitude(op, 2));
    }
    samples.add(SpecialValues.allCombinations(new Select(), 3));
    return agreements(samples.stream().map(Sample::toCase));
  }

  /** Prints by how much each function is off at its worst. */
  @TestFactory
  default Stream<DynamicTest> functionsAtTheirWorst() {
    return Stream.of(Unary.values())
        .filter(function -> ulps(function) > 0)
        .map(op -> DynamicTest.dynamicTest(op.print() + " at its worst", () -> checkAccuracy(op)));
  }

  private void checkAccuracy(Unary function) {
    FunctionAccuracy worst = FunctionAccuracy.measure(backend(), function);
    System.out.println(worst);
    assertThat(worst.ulps()).as(worst.toString()).isLessThanOrEqualTo(ulps(function));
  }

  @TestFactory
  default Stream<DynamicTest> reductions() {
    List<Sample> samples = new ArrayList<>();
    for (Reduction.Kind kind : Reduction.Kind.values()) {
      for (Shape shape : Shapes.ALL) {
        for (List<Integer> axes : Shapes.subsets(shape.axes())) {
          boolean empty = axes.stream().anyMatch(axis -> shape.size(axis) == 0);
          if (kind == Reduction.Kind.SUM || !empty) {
            samples.add(OpSamples.random(new Reduction(kind, axes), shape));
            samples.add(OpSamples.integers(new Reduction(kind, axes), shape));
          }
        }
      }
      Reduction byRow = new Reduction(kind, List.of(1));
      Values rows = SpecialValues.rows();
      samples.add(OpSamples.of("of special values ", byRow, rows, SpecialValues.rowsShape()));
    }
    return agreements(samples.stream().map(Sample::toCase));
  }

  @TestFactory
  default Stream<DynamicTest> broadcasts() {
    List<Sample> samples = new ArrayList<>();
    for (Shape shape : Shapes.ALL) {
      for (List<Integer> axes : Shapes.subsets(shape.axes())) {
        Shape from = shape;
        for (int axis : axes) {
          from = from.withSize(axis, 1);
        }
        samples.add(OpSamples.random(new BroadcastTo(shape), from));
      }
    }
    return agreements(samples.stream().map(Sample::toCase));
  }

  /** An engine that repeats a vector itself must know along which axis, where it fits both. */
  @TestFactory
  default Stream<DynamicTest> vectorsAlongEitherAxisOfASquare() {
    Tensor square = Tensor.input("square", Shape.of(5, 5));
    Tensor vector = Tensor.input("vector", Shape.of(5));
    List<Tensor> inputs = List.of(square, vector);
    List<Sample> samples = new ArrayList<>();
    for (Shape along : List.of(Shape.of(1, 5), Shape.of(5, 1))) {
      Tensor repeated = vector.reshape(along).broadcastTo(square.shape());
      for (Binary op : Binary.values()) {
        String name = op.print() + " of a square and a vector " + along;
        Values values = Values.normal(1);
        samples.add(new Sample(name, Tensor.of(op, square, repeated), inputs, values));
        samples.add(new Sample(name + " first", Tensor.of(op, repeated, square), inputs, values));
      }
    }
    return agreements(samples.stream().map(Sample::toCase));
  }

  @TestFactory
  default Stream<DynamicTest> reshapes() {
    List<Sample> samples = new ArrayList<>();
    for (Shape shape : Shapes.ALL) {
      samples.add(OpSamples.random(new Reshape(Shape.of(shape.elementCount())), shape));
      samples.add(OpSamples.random(new Reshape(shape), Shape.of(1, shape.elementCount(), 1)));
    }
    return agreements(samples.stream().map(Sample::toCase));
  }

  @TestFactory
  default Stream<DynamicTest> transposes() {
    List<Sample> samples = new ArrayList<>();
    for (Shape shape : Shapes.ALL) {
      for (List<Integer> permutation : Shapes.permutations(shape.axes())) {
        samples.add(OpSamples.random(new Transpose(permutation), shape));
      }
    }
    return agreements(samples.stream().map(Sample::toCase));
  }

  @TestFactory
  default Stream<DynamicTest> slices() {
    List<Sample> samples = new ArrayList<>();
    for (Shape shape : Shapes.ALL) {
      List<Integer> zeros = shape.axes().stream().map(axis -> 0).toList();
      for (int axis : shape.axes()) {
        int size = shape.size(axis);
        for (int length : List.of(0, size / 2, size - 1)) {
          for (int begin : List.of(0, size - length)) {
            if (length >= 0) {
              Slice op = new Slice(with(zeros, axis, begin), shape.withSize(axis, length));
              samples.add(OpSamples.random(op, shape));
            }
          }
        }
      }
      List<Integer> middle = shape.sizes().stream().map(size -> size / 3).toList();
      Shape rest = new Shape(shape.sizes().stream().map(size -> size - size / 2).toList());
      samples.add(OpSamples.random(new Slice(middle, rest), shape));
    }
    return agreements(samples.stream().map(Sample::toCase));
  }

  @TestFactory
  default Stream<DynamicTest> pads() {
    List<Sample> samples = new ArrayList<>();
    for (Shape shape : Shapes.ALL) {
      List<Integer> zeros = shape.axes().stream().map(axis -> 0).toList();
      for (int axis : shape.axes()) {
        samples.add(OpSamples.random(new Pad(with(zeros, axis, 1), zeros), shape));
        samples.add(OpSamples.random(new Pad(zeros, with(zeros, axis, 5)), shape));
        samples.add(OpSamples.random(new Pad(with(zeros, axis, 3), with(zeros, axis, 2)), shape));
      }
      List<Integer> ones = shape.axes().stream().map(axis -> 1).toList();
      samples.add(OpSamples.random(new Pad(shape.axes(), ones), shape));
    }
    return agreements(samples.stream().map(Sample::toCase));
  }

  private static List<Integer> with(List<Integer> values, int index, int value) {
    List<Integer> changed = new ArrayList<>(values);
    changed.set(index, value);
    return changed;
  }

  @TestFactory
  default Stream<DynamicTest> concatenations() {
    List<Sample> samples = new ArrayList<>();
    for (Shape shape : Shapes.ALL) {
      for (int axis : shape.axes()) {
        Concat op = new Concat(axis);
        Shape three = shape.withSize(axis, 3);
        Shape empty = shape.withSize(axis, 0);
        samples.add(OpSamples.random(op, shape, three));
        samples.add(OpSamples.random(op, three, empty, shape, three, shape.withSize(axis, 1)));
      }
    }
    return agreements(samples.stream().map(Sample::toCase));
  }

  @TestFactory
  default Stream<DynamicTest> whatMovesElementsKeepsSpecialValues() {
    int count = SpecialValues.count();
    Shape column = Shape.of(count, 1);
    Shape row = Shape.of(1, count);
    List<Sample> samples = new ArrayList<>();
    for (Op op :
        List.of(
            new BroadcastTo(Shape.of(count, 3)),
            new Reshape(Shape.of(count)),
            new Transpose(List.of(1, 0)),
            new Slice(List.of(1, 0), Shape.of(count - 1, 1)),
            new Pad(List.of(1, 2), List.of(2, 0)))) {
      samples.add(OpSamples.of("of special values ", op, SpecialValues.cycled(), column));
    }
    Op concat = new Concat(1);
    samples.add(OpSamples.of("of special values ", concat, SpecialValues.cycled(), row, row));
    return agreements(samples.stream().map(Sample::toCase));
  }

  @TestFactory
  default Stream<DynamicTest> matrixProducts() {
    List<Sample> samples = new ArrayList<>();
    for (boolean transposeLeft : List.of(false, true)) {
      for (boolean transposeRight : List.of(false, true)) {
        MatMul op = new MatMul(transposeLeft, transposeRight);
        for (ProductSizes product : ProductSizes.all()) {
          samples.add(OpSamples.random(op, product.left(op), product.right(op)));
          samples.add(OpSamples.integers(op, product.left(op), product.right(op)));
        }
        samples.add(SpecialValues.product(op));
      }
    }
    return agreements(samples.stream().map(Sample::toCase));
  }

  @TestFactory
  default Stream<DynamicTest> convolutionsAndTheirGradients() {
    List<Sample> samples = new ArrayList<>();
    for (ConvolutionSizes convolution : ConvolutionSizes.all()) {
      samples.addAll(convolution.samples(OpSamples::random));
      samples.addAll(convolution.samples(OpSamples::integers));
    }
    return agreements(samples.stream().map(Sample::toCase));
  }
}
