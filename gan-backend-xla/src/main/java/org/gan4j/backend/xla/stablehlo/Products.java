package org.gan4j.backend.xla.stablehlo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gan4j.tensor.Conv2d;
import org.gan4j.tensor.Conv2dFilterGradient;
import org.gan4j.tensor.Conv2dInputGradient;
import org.gan4j.tensor.MatMul;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Window;

/** Matrix products and convolutions, which alone know of {@link Precision}. */
final class Products {
  private final Lowering lowering;
  private final String precision;
  private final boolean narrow;
  private final Map<String, String> narrowed = new HashMap<>();

  Products(Lowering lowering, Precision precision) {
    this.lowering = lowering;
    this.precision = precision == Precision.FLOAT32 ? "HIGHEST" : "DEFAULT";
    this.narrow = precision == Precision.BFLOAT16;
  }

  /** An array that is a factor, by its name. */
  private record Factor(String name, Shape shape, String type) {}

  private Factor factor(Tensor node) {
    return factor(lowering.value(node), node.shape());
  }

  private Factor factor(String name, Shape shape) {
    if (!narrow) {
      return new Factor(name, shape, Text.floats(shape));
    }
    String type = Text.tensor(shape, "bf16");
    String bfloats =
        narrowed.computeIfAbsent(
            name,
            wide ->
                lowering.line(
                    "stablehlo.convert %s : %s"
                        .formatted(wide, Text.signature(type, Text.floats(shape)))));
    return new Factor(bfloats, shape, type);
  }

  String matMul(MatMul op, Tensor node) {
    Factor left = factor(node.operand(0));
    Factor right = factor(node.operand(1));
    int rank = node.shape().rank();
    List<Integer> batch = IntStream.range(0, rank - 2).boxed().toList();
    return lowering.line(
        "stablehlo.dot_general %s, %s, batching_dims = %s x %s, contracting_dims = [%s] x [%s], precision = [%s, %s] : %s"
            .formatted(
                left.name,
                right.name,
                Text.list(batch),
                Text.list(batch),
                op.transposeLeft() ? rank - 2 : rank - 1,
                op.transposeRight() ? rank - 1 : rank - 2,
                precision,
                precision,
                Text.signature(Text.typeOf(node), left.type, right.type)));
  }

  /** How one factor of a convolution moves over the other. */
  private record Motion(
      int strideHeight,
      int strideWidth,
      int top,
      int bottom,
      int left,
      int right,
      int spreadHeight,
      int spreadWidth,
      int filterSpreadHeight,
      int filterSpreadWidth) {

    String print() {
      return "stride = %s, pad = [%s, %s], lhs_dilate = %s, rhs_dilate = %s"
          .formatted(
              Text.list(strideHeight, strideWidth),
              Text.list(top, bottom),
              Text.list(left, right),
              Text.list(spreadHeight, spreadWidth),
              Text.list(filterSpreadHeight, filterSpreadWidth));
    }
  }

  String conv2d(Conv2d op, Tensor node) {
    Window w = op.window();
    Motion motion =
        new Motion(
            w.strideHeight(),
            w.strideWidth(),
            w.top(),
            w.bottom(),
            w.left(),
            w.right(),
            1,
            1,
            1,
            1);
    return convolution(
        factor(node.operand(0)),
        factor(node.operand(1)),
        "[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]",
        motion,
        node);
  }

  /**
   * The upstream gradient, spread out by the stride, under the filter turned around. To turn it is
   * an operation of its own: the window's attribute for that made CPU code 10 times slower.
   */
  String conv2dInputGradient(Conv2dInputGradient op, Tensor node) {
    Window w = op.window();
    Shape upstream = node.operand(0).shape();
    Shape filter = node.operand(1).shape();
    int top = filter.size(0) - 1 - w.top();
    int left = filter.size(1) - 1 - w.left();
    int height = (upstream.size(1) - 1) * w.strideHeight() + 1;
    int width = (upstream.size(2) - 1) * w.strideWidth() + 1;
    Motion motion =
        new Motion(
            1,
            1,
            top,
            op.height() - height - top + filter.size(0) - 1,
            left,
            op.width() - width - left + filter.size(1) - 1,
            w.strideHeight(),
            w.strideWidth(),
            1,
            1);
    String turned =
        lowering.line(
            "stablehlo.reverse %s, dims = [0, 1] : %s"
                .formatted(lowering.value(node.operand(1)), Text.floats(filter)));
    return convolution(
        factor(node.operand(0)),
        factor(turned, filter),
        "[b, 0, 1, f]x[0, 1, o, i]->[b, 0, 1, f]",
        motion,
        node);
  }

  /** The images under the upstream gradient, spread out by the stride, channel by channel. */
  String conv2dFilterGradient(Conv2dFilterGradient op, Tensor node) {
    Window w = op.window();
    Shape image = node.operand(0).shape();
    Shape upstream = node.operand(1).shape();
    int height = (upstream.size(1) - 1) * w.strideHeight() + 1;
    int width = (upstream.size(2) - 1) * w.strideWidth() + 1;
    Motion motion =
        new Motion(
            1,
            1,
            w.top(),
            op.filterHeight() - image.size(1) - w.top() + height - 1,
            w.left(),
            op.filterWidth() - image.size(2) - w.left() + width - 1,
            1,
            1,
            w.strideHeight(),
            w.strideWidth());
    return convolution(
        factor(node.operand(0)),
        factor(node.operand(1)),
        "[f, 0, 1, b]x[i, 0, 1, o]->[0, 1, b, f]",
        motion,
        node);
  }

  private String convolution(Factor image, Factor filter, String axes, Motion motion, Tensor node) {
    return lowering.line(
        "stablehlo.convolution(%s, %s) dim_numbers = %s, window = {%s} {batch_group_count = 1 : i64, feature_group_count = 1 : i64, precision_config = [#stablehlo<precision %s>, #stablehlo<precision %s>]} : %s"
            .formatted(
                image.name,
                filter.name,
                axes,
                motion.print(),
                precision,
                precision,
                Text.signature(Text.typeOf(node), image.type, filter.type)));
  }
}
