package org.gan4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShapeTest {

  @Test
  void axesCountFromTheLastWhenNegative() {
    Shape shape = Shape.of(2, 3, 5);
    assertThat(shape.size(-1)).isEqualTo(5);
    assertThat(shape.size(-3)).isEqualTo(2);
    assertThat(shape.withSize(-2, 7)).isEqualTo(Shape.of(2, 7, 5));
  }

  @Test
  void elementsAreCountedOverAnyRangeOfAxes() {
    Shape shape = Shape.of(2, 3, 5);
    assertThat(shape.elementCount()).isEqualTo(30);
    assertThat(shape.count(1, 3)).isEqualTo(15);
    assertThat(shape.count(1, 1)).isEqualTo(1);
    assertThat(Shape.SCALAR.elementCount()).isEqualTo(1);
    assertThat(Shape.of(4, 0, 3).elementCount()).isZero();
  }

  @Test
  void shapesBroadcastByNumPysRule() {
    assertThat(Shape.broadcast("add", Shape.of(4, 1, 3), Shape.of(2, 1)))
        .isEqualTo(Shape.of(4, 2, 3));
    assertThat(Shape.broadcast("add", Shape.SCALAR, Shape.of(2))).isEqualTo(Shape.of(2));
    assertThat(Shape.broadcast("add", Shape.of(1), Shape.of(0))).isEqualTo(Shape.of(0));
  }

  @Test
  void samePaddingGivesOnePositionPerStrideAndPutsTheOddZeroLast() {
    assertThat(Window.same(1, 5, 5, 3, 2)).isEqualTo(new Window(1, 1, 1, 1, 0, 1));
    assertThat(Window.same(2, 28, 28, 5, 5)).isEqualTo(new Window(2, 2, 1, 2, 1, 2));
    assertThat(Window.same(2, 4, 4, 1, 1)).isEqualTo(new Window(2, 2, 0, 0, 0, 0));
    Tensor image = Tensor.input("image", Shape.of(8, 7, 5, 1));
    Tensor filter = Tensor.input("filter", Shape.of(4, 3, 1, 2));
    assertThat(image.conv2d(filter, Window.same(3, 7, 5, 4, 3)).shape())
        .isEqualTo(Shape.of(8, 3, 2, 2));
  }
}
