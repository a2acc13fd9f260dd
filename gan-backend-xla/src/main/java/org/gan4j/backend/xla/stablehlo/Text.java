package org.gan4j.backend.xla.stablehlo;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/** How StableHLO writes types, lists and constants. */
final class Text {
  private Text() {}

  static String floats(Shape shape) {
    return tensor(shape, "f32");
  }

  static String tensor(Shape shape, String elementType) {
    return "tensor<"
        + shape.sizes().stream().map(size -> size + "x").collect(Collectors.joining())
        + elementType
        + ">";
  }

  static String typeOf(Tensor node) {
    return floats(node.shape());
  }

  /** {@code (tensor<2xf32>, tensor<f32>) -> tensor<2xf32>}. */
  static String signature(String result, String... operands) {
    return "(" + String.join(", ", operands) + ") -> " + result;
  }

  /** {@code [0, 1]}, and {@code []}. */
  static String list(Collection<?> elements) {
    return elements.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }

  static String list(int... elements) {
    return list(Arrays.stream(elements).boxed().toList());
  }

  /** A constant by its bits, since a decimal fraction may be another number. */
  static String constant(float value, Shape shape) {
    return "stablehlo.constant dense<0x%08X> : %s"
        .formatted(Float.floatToRawIntBits(value), floats(shape));
  }
}
