package org.gan4j.backend.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * Random compositions of all operations but convolutions, with values used several times, read out
 * on the way, and written back to variables. Comparisons are with constants that a computed value
 * does not meet, since two values that are equal but for rounding would compare either way.
 */
final class RandomPrograms {
  private static final int OPERATIONS = 25;

  private final RandomStream stream;
  private final Pool values;

  private RandomPrograms(int number) {
    this.stream = RandomStream.of(number, "random program");
    this.values = new Pool(stream);
  }

  static Case of(int number) {
    return new Case(
        "random program " + number, new RandomPrograms(number).program(), Values.normal(1));
  }

  private Program program() {
    Shape shape = Shape.of(1 + stream.nextInt(5), 1 + stream.nextInt(20));
    Variable matrix = new Variable("matrix", shape);
    Variable row = new Variable("row", shape.withSize(0, 1));
    values.add(Tensor.of(matrix));
    values.add(Tensor.of(row));
    values.add(Tensor.input("x", shape));
    values.add(Tensor.input("scalar", Shape.SCALAR));
    values.add(Tensor.fill(shape, 0.75));
    while (values.size() < OPERATIONS) {
      Tensor next = next(values.any());
      values.add(next.shape().elementCount() > 10_000 ? next.mean() : next);
    }
    Program.Builder program = Program.named("random");
    for (int i = 0; i < 3; i++) {
      program.output("output" + i, values.any());
    }
    program.output("last", values.last());
    program.update(matrix, values.ofShape(shape).orElseThrow());
    program.update(row, values.ofShape(row.shape()).orElseThrow());
    return program.build();
  }

  private Tensor next(Tensor x) {
    int rank = x.shape().rank();
    return switch (stream.nextInt(rank == 0 ? 12 : 21)) {
      case 0 -> x.tanh();
      case 1 -> x.times(values.partner(x)).sin();
      case 2 -> x.plus(values.partner(x)).times(0.5);
      case 3 -> x.minus(values.partner(x)).sigmoid().plus(x.times(0.25));
      case 4 -> x.dividedBy(values.partner(x).abs().plus(1.5)).negate();
      case 5 -> x.max(values.partner(x)).min(3);
      case 6 -> Tensor.select(x.isAbove(0.37), x, values.partner(x));
      case 7 -> x.softplus().minus(1).min(values.partner(x));
      case 8 -> x.abs().plus(0.5).log().times(x.square().negate().exp());
      case 9 -> x.abs().plus(0.25).sqrt().times(x.erf());
      case 10 -> values.partner(x).where(x.isAtLeast(0.1)).plus(x.cos());
      case 11 ->
          x.plus(0.21).sign().times(values.partner(x).isEqualTo(Tensor.scalar(0.75)).plus(0.5));
      case 12 -> x.mean(axis(rank));
      case 13 -> x.sum(axis(rank)).tanh().plus(x.times(0.5));
      case 14 -> x.maxOver(axis(rank)).minus(x).times(0.3);
      case 15 -> x.transpose(reversed(rank));
      case 16 -> {
        int axis = axis(rank);
        yield x.slice(axis, x.shape().size(axis) / 3, x.shape().size(axis));
      }
      case 17 -> x.pad(axis(rank), stream.nextInt(3), stream.nextInt(3));
      case 18 -> Tensor.concat(axis(rank), List.of(x, x.negate()));
      case 19 -> x.reshape(1, x.shape().elementCount());
      default -> product(x);
    };
  }

  private int axis(int rank) {
    return stream.nextInt(rank);
  }

  private static int[] reversed(int rank) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      axes.add(axis);
    }
    Collections.reverse(axes);
    return axes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** With itself transposed, scaled down to the mean of products. */
  private static Tensor product(Tensor x) {
    if (x.shape().rank() != 2) {
      return x.negate();
    }
    return x.transpose(1, 0).matMul(x).times(1.0 / x.shape().size(0)).tanh();
  }
}
