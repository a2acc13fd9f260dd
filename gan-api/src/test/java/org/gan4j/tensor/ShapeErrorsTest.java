package org.gan4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user reads when shapes do not fit. */
class ShapeErrorsTest {

  private interface Trace {
    Object run();
  }

  private static Tensor x(int... sizes) {
    return Tensor.input("x", Shape.of(sizes));
  }

  private static Arguments mistake(String message, Trace trace) {
    return Arguments.arguments(message, trace);
  }

  static Stream<Arguments> mistakes() {
    Window window = Window.valid(1);
    return Stream.of(
        mistake(
            "matmul: inner dimensions differ: left [64, 100], right [128, 16]",
            () -> x(64, 100).matMul(x(128, 16))),
        mistake(
            "matmul transposeLeft: inner dimensions differ: left [4, 3], right [3, 5]",
            () -> Tensor.of(new MatMul(true, false), x(4, 3), x(3, 5))),
        mistake(
            "matmul transposeRight: inner dimensions differ: left [4, 3], right [3, 5]",
            () -> Tensor.of(new MatMul(false, true), x(4, 3), x(3, 5))),
        mistake(
            "matmul: batch dimensions differ: left [2, 4, 3], right [5, 3, 4]",
            () -> x(2, 4, 3).matMul(x(5, 3, 4))),
        mistake(
            "matmul: both operands need the same rank of at least 2: left [3], right [3]",
            () -> x(3).matMul(x(3))),
        mistake(
            "add: shapes do not broadcast: left [4, 3], right [4, 2]", () -> x(4, 3).plus(x(4, 2))),
        mistake(
            "divide: shapes differ: left [4], right [1]",
            () -> Tensor.of(Binary.DIVIDE, x(4), x(1))),
        mistake(
            "select: shapes do not broadcast: left [2], right [3]",
            () -> Tensor.select(x(2), x(3), x(3))),
        mistake(
            "select: shapes differ: condition [2], if true [2], if false [3]",
            () -> Tensor.of(new Select(), x(2), x(2), x(3))),
        mistake(
            "broadcastTo: [4, 3] does not broadcast to [4, 6]",
            () -> x(4, 3).broadcastTo(Shape.of(4, 6))),
        mistake(
            "broadcastTo: [4, 3] does not broadcast to [3]",
            () -> x(4, 3).broadcastTo(Shape.of(3))),
        mistake("reshape: [4, 3] has 12 elements, [5] has 5", () -> x(4, 3).reshape(5)),
        mistake(
            "transpose: [0, 0] is not a permutation of the axes of [4, 3]",
            () -> x(4, 3).transpose(0, 0)),
        mistake(
            "transpose: [0] is not a permutation of the axes of [4, 3]",
            () -> x(4, 3).transpose(0)),
        mistake("axis 2 does not exist in shape [4, 3]", () -> x(4, 3).sum(2)),
        mistake("axis -3 does not exist in shape [4, 3]", () -> x(4, 3).mean(-3)),
        mistake("axis 0 does not exist in shape []", () -> x().slice(0, 0, 0)),
        mistake(
            "sum axes=[0, 0]: axes must be ascending and exist in shape [4, 3]",
            () -> x(4, 3).sum(0, 0)),
        mistake("max: axis 1 of shape [4, 0] is empty", () -> x(4, 0).maxOver(1)),
        mistake("slice: 1 to 4 of axis 1 is outside of shape [4, 3]", () -> x(4, 3).slice(1, 1, 4)),
        mistake(
            "slice: 2 to 1 of axis -1 is outside of shape [4, 3]", () -> x(4, 3).slice(-1, 2, 1)),
        mistake(
            "slice begin=[1, 0] size=[4, 3] is outside of shape [4, 3]",
            () -> Tensor.of(new Slice(List.of(1, 0), Shape.of(4, 3)), x(4, 3))),
        mistake(
            "pad before=[-1] after=[0] needs one count of at least 0 per axis of shape [4]",
            () -> x(4).pad(0, -1, 0)),
        mistake(
            "concat axis=1: all other axes must be equal: [[4, 3], [5, 3]]",
            () -> Tensor.concat(1, List.of(x(4, 3), x(5, 3)))),
        mistake(
            "concat axis=0: all other axes must be equal: [[4, 3], [3]]",
            () -> Tensor.concat(0, List.of(x(4, 3), x(3)))),
        mistake("concat: needs at least one tensor", () -> Tensor.concat(0, List.of())),
        mistake(
            "conv2d: needs images [batch, height, width, in] and a filter [height, width, in, out]:"
                + " images [8, 28, 28, 1], filter [3, 3, 2, 16]",
            () -> x(8, 28, 28, 1).conv2d(x(3, 3, 2, 16), window)),
        mistake(
            "conv2d: the filter is larger than the padded image: images [8, 2, 2, 1], filter [3, 3,"
                + " 1, 16], stride=[1, 1] padding=[0, 0, 0, 0]",
            () -> x(8, 2, 2, 1).conv2d(x(3, 3, 1, 16), window)),
        mistake(
            "conv2dInputGradient stride=[1, 1] padding=[0, 0, 0, 0] size=[5, 5]: no convolution of"
                + " images [batch, 5, 5, in] gives these: upstream [8, 4, 3, 2], filter [3, 3, 1,"
                + " 2]",
            () -> Tensor.of(new Conv2dInputGradient(window, 5, 5), x(8, 4, 3, 2), x(3, 3, 1, 2))),
        mistake(
            "conv2dFilterGradient stride=[1, 1] padding=[0, 0, 0, 0] size=[3, 3]: no convolution"
                + " with such a filter gives these: images [8, 5, 5, 1], upstream [7, 3, 3, 2]",
            () -> Tensor.of(new Conv2dFilterGradient(window, 3, 3), x(8, 5, 5, 1), x(7, 3, 3, 2))),
        mistake(
            "a filter's stride must be at least 1: height 0, width 1",
            () -> new Window(0, 1, 0, 0, 0, 0)),
        mistake(
            "padding must be at least 0: top 0, bottom 0, left -1, right 0",
            () -> new Window(1, 1, 0, 0, -1, 0)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aMistakeIsNamedWithAllShapes(String message, Trace trace) {
    assertThatThrownBy(trace::run).isInstanceOf(ShapeException.class).hasMessage(message);
  }

  @Test
  void aPlaceAndAFixAreAddedOnTheirOwnLines() {
    ShapeException inner = new ShapeException("reshape: [4] has 4 elements, [5] has 5");
    assertThat(inner.withFix("count again").at("generator/dense1").at("generator"))
        .hasMessage(
            """
            reshape: [4] has 4 elements, [5] has 5
              at generator/dense1
              fix: count again""");
  }

  @Test
  void aShapeThatNoTensorCanHaveIsRejected() {
    assertThatThrownBy(() -> Shape.of(2, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a shape cannot have a negative size: [2, -1]");
    assertThatThrownBy(() -> Shape.of(1 << 16, 1 << 15))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tensor of shape [65536, 32768] has too many elements");
  }
}
