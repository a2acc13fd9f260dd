package org.gan4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.program.Program;
import org.junit.jupiter.api.Test;

/** The fluent methods that are composed of operations, and small examples of each operation. */
class TensorTest {
  private static final Tensor X = Tensor.input("x", Shape.of(2, 3));
  private static final double[] VALUES = {1, -2, 3, 4, 0, -6};

  private static double[] evaluate(Tensor value) {
    Program program = Program.named("program").output("value", value).build();
    return Objects.requireNonNull(
        ReferenceBackend.evaluate(program, Map.of(X.op(), VALUES)).get("value"));
  }

  @Test
  void reductionsKeepTheirAxesWithSizeOne() {
    assertThat(X.sum(1).shape()).isEqualTo(Shape.of(2, 1));
    assertThat(X.sum().shape()).isEqualTo(Shape.SCALAR);
    assertThat(evaluate(X.sum(1))).containsExactly(2, -2);
    assertThat(evaluate(X.sum(-1, 0))).containsExactly(0);
    assertThat(evaluate(X.sum())).containsExactly(0);
    assertThat(evaluate(X.mean(0))).containsExactly(2.5, -1, -1.5);
    assertThat(evaluate(X.maxOver(0))).containsExactly(4, 0, 3);
    assertThat(evaluate(X.slice(1, 0, 2).variance(1))).containsExactly(2.25, 4);
  }

  @Test
  void operandsBroadcastToTheirCommonShape() {
    assertThat(evaluate(X.plus(X.maxOver(1)))).containsExactly(4, 1, 6, 8, 4, -2);
    assertThat(evaluate(Tensor.scalar(1).minus(X))).containsExactly(0, 3, -2, -3, 1, 7);
    assertThat(evaluate(Tensor.select(X.isAbove(0), Tensor.scalar(9), X)))
        .containsExactly(9, -2, 9, 9, 0, -6);
  }

  @Test
  void clippingAndChoosing() {
    assertThat(evaluate(X.clip(-3, 3))).containsExactly(1, -2, 3, 3, 0, -3);
    assertThat(evaluate(X.log().where(X.isAbove(0))))
        .containsExactly(0, 0, Math.log(3), Math.log(4), 0, 0);
    assertThat(evaluate(X.square())).containsExactly(1, 4, 9, 16, 0, 36);
    assertThat(evaluate(X.isAtLeast(0))).containsExactly(1, 0, 1, 1, 1, 0);
  }

  @Test
  void structure() {
    assertThat(evaluate(X.transpose(1, 0))).containsExactly(1, 4, -2, 0, 3, -6);
    assertThat(evaluate(X.transpose(-1, -2))).containsExactly(1, 4, -2, 0, 3, -6);
    assertThat(evaluate(X.slice(-1, 1, 3))).containsExactly(-2, 3, 0, -6);
    assertThat(evaluate(X.slice(0, 1, 2).pad(0, 1, 0))).containsExactly(0, 0, 0, 4, 0, -6);
    assertThat(evaluate(Tensor.concat(-1, List.of(X.slice(1, 2, 3), X.slice(1, 0, 1)))))
        .containsExactly(3, 1, -6, 4);
    assertThat(evaluate(X.reshape(3, 2).slice(0, 1, 2))).containsExactly(3, 4);
  }

  @Test
  void matrixProductsWithFlags() {
    Tensor square = X.slice(1, 0, 2);
    assertThat(evaluate(square.matMul(square))).containsExactly(-7, -2, 4, -8);
    assertThat(evaluate(Tensor.of(new MatMul(true, false), square, square)))
        .containsExactly(17, -2, -2, 4);
    assertThat(evaluate(Tensor.of(new MatMul(false, true), square, square)))
        .containsExactly(5, 4, 4, 16);
    assertThat(evaluate(Tensor.of(new MatMul(true, true), square, square)))
        .containsExactly(-7, 4, -2, -8);
  }

  /** The image 1 -2 3 / 4 0 -6 under the filter 1 2 / 3 4, with a column of zeros on the left. */
  @Test
  void convolutionsAreCrossCorrelations() {
    Tensor filter =
        Tensor.concat(
                0,
                List.of(
                    Tensor.fill(Shape.of(1), 1),
                    Tensor.fill(Shape.of(1), 2),
                    Tensor.fill(Shape.of(1), 3),
                    Tensor.fill(Shape.of(1), 4)))
            .reshape(2, 2, 1, 1);
    Tensor image = X.reshape(1, 2, 3, 1);
    assertThat(evaluate(image.conv2d(filter, new Window(1, 1, 0, 0, 1, 0))))
        .containsExactly(2 * 1 + 4 * 4, 1 - 4 + 12, -2 + 6 - 24);
    assertThat(evaluate(image.conv2d(filter, new Window(1, 2, 0, 0, 1, 0))))
        .containsExactly(18, -20);
  }
}
