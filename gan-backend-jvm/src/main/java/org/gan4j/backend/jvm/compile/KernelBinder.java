package org.gan4j.backend.jvm.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.gan4j.backend.jvm.kernel.Kernel;
import org.gan4j.backend.jvm.kernel.Kernels;
import org.gan4j.backend.jvm.kernel.Layout;
import org.gan4j.backend.jvm.kernel.Matrix;
import org.gan4j.backend.jvm.product.MatrixProduct;
import org.gan4j.backend.jvm.product.PatchProducts;
import org.gan4j.backend.jvm.product.SliceSums;
import org.gan4j.backend.jvm.product.Workers;
import org.gan4j.tensor.Binary;
import org.gan4j.tensor.BroadcastTo;
import org.gan4j.tensor.Concat;
import org.gan4j.tensor.Conv2d;
import org.gan4j.tensor.Conv2dFilterGradient;
import org.gan4j.tensor.Conv2dInputGradient;
import org.gan4j.tensor.Fill;
import org.gan4j.tensor.Input;
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
import org.gan4j.tensor.Variable;

/** Binds a kernel to every operation that is not part of a generated loop. */
final class KernelBinder implements Op.Visitor<Kernel> {
  private final Kernels kernels;
  private final Workers workers;
  private final Function<Tensor, float[]> arrayOf;
  private final Function<Tensor, float[]> newArrayFor;

  /**
   * @param arrayOf the array of an operand
   * @param newArrayFor a new array for a result
   */
  KernelBinder(
      Kernels kernels,
      Workers workers,
      Function<Tensor, float[]> arrayOf,
      Function<Tensor, float[]> newArrayFor) {
    this.kernels = kernels;
    this.workers = workers;
    this.arrayOf = arrayOf;
    this.newArrayFor = newArrayFor;
  }

  private float[] operand(Tensor node, int index) {
    return arrayOf.apply(node.operand(index));
  }

  private Layout layout(Tensor node) {
    return Layout.of(node.shape(), kernels.lanes());
  }

  @Override
  public Kernel unary(Unary op, Tensor node) {
    float[] from = operand(node, 0);
    float[] to = newArrayFor.apply(node);
    return kernels.transcendental(op, from, to);
  }

  @Override
  public Kernel reduction(Reduction op, Tensor node) {
    float[] from = operand(node, 0);
    float[] to = newArrayFor.apply(node);
    Tensor operand = node.operand(0);
    Layout layout = layout(operand);
    if (op.kind() == Reduction.Kind.SUM && op.axes().size() == operand.shape().rank()) {
      float[] rows = new float[layout.outer()];
      Kernel sumRows = kernels.sumRows(from, rows.length, layout.inner(), layout.stride(), rows);
      return () -> {
        sumRows.run();
        float sum = 0;
        for (float row : rows) {
          sum += row;
        }
        to[0] = sum;
      };
    }
    if (op.kind() == Reduction.Kind.SUM && operand.shape().rank() == 2) {
      boolean overInner = (op.axes().get(0) == 0) == layout.transposed();
      return overInner
          ? kernels.sumRows(from, layout.outer(), layout.inner(), layout.stride(), to)
          : kernels.sumColumns(from, layout.outer(), layout.stride(), to);
    }
    if (op.kind() == Reduction.Kind.SUM && operand.shape().rank() != 2 && !op.axes().isEmpty()) {
      return sum(op, operand.shape(), from, to);
    }
    return generalReduction(op, node, from, to);
  }

  /** Sums over neighbouring axes at once, the last ones first. */
  private Kernel sum(Reduction op, Shape shape, float[] from, float[] to) {
    List<Kernel> parts = new ArrayList<>();
    Shape rest = shape;
    float[] source = from;
    int end = shape.rank();
    while (end > 0) {
      int start = end - 1;
      if (op.axes().contains(start)) {
        while (start > 0 && op.axes().contains(start - 1)) {
          start--;
        }
        int outer = rest.count(0, start);
        int middle = rest.count(start, end);
        int inner = rest.count(end, rest.rank());
        boolean last = op.axes().stream().min(Integer::compare).orElseThrow() == start;
        float[] target = last ? to : new float[outer * inner];
        parts.add(
            inner == 1
                ? kernels.sumRows(source, outer, middle, middle, target)
                : new SliceSums(kernels, workers, source, outer, middle, inner, target));
        for (int axis = start; axis < end; axis++) {
          rest = rest.withSize(axis, 1);
        }
        source = target;
      }
      end = start;
    }
    return Kernel.sequence(parts.toArray(new Kernel[0]));
  }

  private Kernel generalReduction(Reduction op, Tensor node, float[] from, float[] to) {
    int[] fromStrides = layout(node.operand(0)).strides();
    int[] toStrides = layout(node).strides();
    op.axes().forEach(axis -> toStrides[axis] = 0);
    Shape shape = node.operand(0).shape();
    boolean sum = op.kind() == Reduction.Kind.SUM;
    StridedVisit visit = new StridedVisit(shape, fromStrides, toStrides);
    StridedVisit.Place place =
        sum ? (i, k) -> to[k] += from[i] : (i, k) -> to[k] = Math.max(to[k], from[i]);
    return () -> {
      Arrays.fill(to, sum ? 0 : Float.NEGATIVE_INFINITY);
      visit.run(place);
    };
  }

  @Override
  public Kernel broadcastTo(BroadcastTo op, Tensor node) {
    Shape from = node.operand(0).shape();
    int[] strides = layout(node.operand(0)).strides();
    for (int axis = 0; axis < strides.length; axis++) {
      if (from.size(axis) == 1) {
        strides[axis] = 0;
      }
    }
    return copy(node, node.shape(), strides, 0, layout(node).strides(), 0);
  }

  /** By way of row-major order, since at least one side is not in it. */
  @Override
  public Kernel reshape(Reshape op, Tensor node) {
    Shape fromShape = node.operand(0).shape();
    float[] from = operand(node, 0);
    float[] to = newArrayFor.apply(node);
    float[] rowMajor = new float[node.shape().elementCount()];
    StridedCopy pack = JvmWorkspace.HostCopy.reading(fromShape, kernels.lanes());
    StridedCopy unpack = JvmWorkspace.HostCopy.feeding(node.shape(), kernels.lanes());
    return () -> {
      pack.run(from, rowMajor);
      unpack.run(rowMajor, to);
    };
  }

  @Override
  public Kernel transpose(Transpose op, Tensor node) {
    int[] fromStrides = layout(node.operand(0)).strides();
    int[] permuted = op.permutation().stream().mapToInt(axis -> fromStrides[axis]).toArray();
    return copy(node, node.shape(), permuted, 0, layout(node).strides(), 0);
  }

  @Override
  public Kernel slice(Slice op, Tensor node) {
    int[] fromStrides = layout(node.operand(0)).strides();
    return copy(
        node,
        node.shape(),
        fromStrides,
        offset(op.begin(), fromStrides),
        layout(node).strides(),
        0);
  }

  @Override
  public Kernel pad(Pad op, Tensor node) {
    int[] toStrides = layout(node).strides();
    float[] from = operand(node, 0);
    float[] to = newArrayFor.apply(node);
    StridedCopy copy =
        new StridedCopy(
            node.operand(0).shape(),
            layout(node.operand(0)).strides(),
            0,
            toStrides,
            offset(op.before(), toStrides));
    return () -> {
      Arrays.fill(to, 0);
      copy.run(from, to);
    };
  }

  @Override
  public Kernel concat(Concat op, Tensor node) {
    float[] to = newArrayFor.apply(node);
    int[] toStrides = layout(node).strides();
    Kernel[] parts = new Kernel[node.operands().size()];
    int position = 0;
    for (int i = 0; i < parts.length; i++) {
      Tensor part = node.operand(i);
      float[] from = operand(node, i);
      StridedCopy copy =
          new StridedCopy(
              part.shape(), layout(part).strides(), 0, toStrides, position * toStrides[op.axis()]);
      parts[i] = () -> copy.run(from, to);
      position += part.shape().size(op.axis());
    }
    return Kernel.sequence(parts);
  }

  private Kernel copy(
      Tensor node, Shape block, int[] fromStrides, int fromOffset, int[] toStrides, int toOffset) {
    float[] from = operand(node, 0);
    float[] to = newArrayFor.apply(node);
    StridedCopy copy = new StridedCopy(block, fromStrides, fromOffset, toStrides, toOffset);
    return () -> copy.run(from, to);
  }

  private static int offset(List<Integer> begin, int[] strides) {
    int offset = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      offset += begin.get(axis) * strides[axis];
    }
    return offset;
  }

  @Override
  public Kernel matMul(MatMul op, Tensor node) {
    float[] left = operand(node, 0);
    float[] right = operand(node, 1);
    float[] to = newArrayFor.apply(node);
    int rank = node.shape().rank();
    int matrices = node.shape().count(0, rank - 2);
    Kernel[] products = new Kernel[matrices];
    for (int i = 0; i < matrices; i++) {
      Matrix l = matrix(node.operand(0), left, i);
      Matrix r = matrix(node.operand(1), right, i);
      products[i] =
          MatrixProduct.of(
              kernels,
              workers,
              op.transposeLeft() ? l.transposed() : l,
              op.transposeRight() ? r.transposed() : r,
              matrix(node, to, i),
              node.shape().size(-2),
              node.operand(0).shape().size(op.transposeLeft() ? -2 : -1),
              node.shape().size(-1));
    }
    return products.length == 1 ? products[0] : Kernel.sequence(products);
  }

  private Matrix matrix(Tensor tensor, float[] array, int index) {
    Shape shape = tensor.shape();
    if (shape.rank() == 2) {
      return layout(tensor).matrix(array);
    }
    int columns = shape.size(-1);
    return new Matrix(array, index * shape.size(-2) * columns, columns, 1);
  }

  @Override
  public Kernel conv2d(Conv2d op, Tensor node) {
    float[] images = operand(node, 0);
    float[] filter = operand(node, 1);
    float[] to = newArrayFor.apply(node);
    PatchProducts convolution =
        new PatchProducts(
            kernels,
            workers,
            op.window(),
            node.operand(0).shape(),
            node.operand(1).shape(),
            node.shape());
    return convolution.forward(images, filter, to);
  }

  @Override
  public Kernel conv2dInputGradient(Conv2dInputGradient op, Tensor node) {
    float[] upstream = operand(node, 0);
    float[] filter = operand(node, 1);
    float[] to = newArrayFor.apply(node);
    PatchProducts convolution =
        new PatchProducts(
            kernels,
            workers,
            op.window(),
            node.shape(),
            node.operand(1).shape(),
            node.operand(0).shape());
    return convolution.inputGradient(upstream, filter, to);
  }

  @Override
  public Kernel conv2dFilterGradient(Conv2dFilterGradient op, Tensor node) {
    float[] images = operand(node, 0);
    float[] upstream = operand(node, 1);
    float[] to = newArrayFor.apply(node);
    PatchProducts convolution =
        new PatchProducts(
            kernels,
            workers,
            op.window(),
            node.operand(0).shape(),
            node.shape(),
            node.operand(1).shape());
    return convolution.filterGradient(images, upstream, to);
  }

  @Override
  public Kernel input(Input op, Tensor node) {
    throw notAKernel(node);
  }

  @Override
  public Kernel variable(Variable op, Tensor node) {
    throw notAKernel(node);
  }

  @Override
  public Kernel fill(Fill op, Tensor node) {
    throw notAKernel(node);
  }

  @Override
  public Kernel binary(Binary op, Tensor node) {
    float[] left = operand(node, 0);
    float[] right = operand(node, 1);
    float[] to = newArrayFor.apply(node);
    return () -> {
      for (int i = 0; i < to.length; i++) {
        to[i] = (float) op.apply(left[i], right[i]);
      }
    };
  }

  @Override
  public Kernel select(Select op, Tensor node) {
    throw notAKernel(node);
  }

  private static IllegalStateException notAKernel(Tensor node) {
    return new IllegalStateException("a place or part of a loop, not a kernel: " + node);
  }

  /** Visits the places of all elements of a shape in two arrays at once. */
  private static final class StridedVisit {
    private final List<Integer> sizes;
    private final int[] first;
    private final int[] second;

    interface Place {
      void at(int first, int second);
    }

    StridedVisit(Shape shape, int[] first, int[] second) {
      this.sizes = shape.rank() == 0 ? Collections.singletonList(1) : shape.sizes();
      this.first = shape.rank() == 0 ? new int[1] : first;
      this.second = shape.rank() == 0 ? new int[1] : second;
    }

    void run(Place place) {
      visit(0, 0, 0, place);
    }

    private void visit(int axis, int a, int b, Place place) {
      if (axis == sizes.size()) {
        place.at(a, b);
        return;
      }
      for (int i = 0; i < sizes.get(axis); i++) {
        visit(axis + 1, a + i * first[axis], b + i * second[axis], place);
      }
    }
  }
}
