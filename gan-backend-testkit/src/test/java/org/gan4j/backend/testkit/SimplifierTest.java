package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.gan4j.backend.reference.Interpreter;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.program.EvaluationOrder;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.StopGradient;
import org.gan4j.tensor.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program computes what the tensors that it was built from say, with fewer operations. */
class SimplifierTest {
  private static final Shape SHAPE = Shape.of(2, 3);
  private static final double[] SPECIAL = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 1, -1, 2, -3
  };

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  /**
   * Constants that simplify, values that must not be simplified away, and operations that are exact
   * on integers, so that no tolerance is needed.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void simplifyingKeepsTheValue(int seed) {
    RandomStream stream = RandomStream.of(seed, "simplifier");
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(Tensor.input("x", SHAPE));
    tensors.add(Tensor.input("y", SHAPE));
    for (double constant : new double[] {0, 1, -1, Double.POSITIVE_INFINITY}) {
      tensors.add(Tensor.fill(SHAPE, constant));
    }
    for (int i = 0; i < 25; i++) {
      Tensor a = tensors.get(stream.nextInt(tensors.size()));
      Tensor b = tensors.get(stream.nextInt(tensors.size()));
      tensors.add(operation(stream, a, b));
    }
    Map<Op, double[]> inputs = new HashMap<>();
    for (Tensor input : tensors.subList(0, 2)) {
      double[] values = new double[SHAPE.elementCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = SPECIAL[stream.nextInt(SPECIAL.length)];
      }
      inputs.put(input.op(), values);
    }
    Map<Tensor, double[]> direct = evaluate(tensors, inputs);
    for (Tensor tensor : tensors) {
      Program program = Program.named("program").output("value", tensor).build();
      assertThat(program.nodes().size()).isLessThanOrEqualTo(direct.size());
      assertThat(withoutNegativeZeros(ReferenceBackend.evaluate(program, inputs).get("value")))
          .as(program.toString())
          .isEqualTo(withoutNegativeZeros(direct.get(tensor)));
    }
  }

  private static Tensor operation(RandomStream stream, Tensor a, Tensor b) {
    return switch (stream.nextInt(22)) {
      case 0, 1 -> a.plus(b).clip(-9, 9);
      case 2, 3 -> a.minus(b).clip(-9, 9);
      case 4, 5 -> a.times(b).clip(-9, 9);
      case 6 -> a.dividedBy(b.sign().abs().max(1));
      case 7 -> a.negate();
      case 8 -> a.max(b);
      case 9 -> a.min(b);
      case 10 -> Tensor.select(a.isAbove(b), a, b);
      case 11 -> Tensor.select(a, b, b);
      case 12 -> a.isAtLeast(b).plus(a.isEqualTo(b));
      case 13 -> a.sum(0).broadcastTo(SHAPE).clip(-9, 9);
      case 14 -> a.maxOver(1).sum(1).broadcastTo(SHAPE);
      case 15 -> a.reshape(6).reshape(3, 2).transpose(1, 0);
      case 16 -> a.transpose(1, 0).transpose(1, 0);
      case 17 -> a.slice(1, 1, 3).pad(1, 0, 1);
      case 18 -> Tensor.concat(0, List.of(a.slice(0, 0, 1), b.slice(0, 1, 2)));
      case 19 -> a.stopGradient().abs();
      case 20 -> a.sum().broadcastTo(Shape.of(1, 3)).broadcastTo(SHAPE).clip(-9, 9);
      default -> a.matMul(b.transpose(1, 0)).maxOver(1).broadcastTo(SHAPE).clip(-9, 9);
    };
  }

  private static Map<Tensor, double[]> evaluate(List<Tensor> tensors, Map<Op, double[]> inputs) {
    Map<Tensor, double[]> values = new HashMap<>();
    for (Tensor tensor : EvaluationOrder.of(tensors)) {
      double[] value = inputs.get(tensor.op());
      if (tensor.op() instanceof StopGradient) {
        value = values.get(tensor.operand(0));
      } else if (value == null) {
        value = Interpreter.apply(tensor, values::get);
      }
      values.put(tensor, value);
    }
    return values;
  }

  private static double[] withoutNegativeZeros(double @Nullable [] values) {
    return Arrays.stream(Objects.requireNonNull(values)).map(x -> x == 0 ? 0 : x).toArray();
  }
}
