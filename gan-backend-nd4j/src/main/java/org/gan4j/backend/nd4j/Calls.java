package org.gan4j.backend.nd4j;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.OpaqueDataBuffer;

/**
 * Binds native calls to arrays, each into a kernel at the end of a list.
 *
 * <p>These are the calls that ND4J's own executioner ends in, without what it does around them: it
 * takes 3 to 30 microseconds to reach a native call that takes 0.2 microseconds on a small array.
 */
final class Calls {
  private final NativeOps ops;
  private final NativeScope scope;
  private final Map<Integer, NativeArray> constants = new HashMap<>();
  private List<Kernel> kernels = new ArrayList<>();
  private @Nullable NativeArray ones;

  Calls(NativeOps ops, NativeScope scope) {
    this.ops = ops;
    this.scope = scope;
  }

  /** The kernels bound since the last time. */
  List<Kernel> take() {
    List<Kernel> taken = kernels;
    kernels = new ArrayList<>();
    return taken;
  }

  private void add(Kernel.Kind kind, Object operation, int elements, Runnable call) {
    kernels.add(new Kernel(kind, operation.toString(), elements, call));
  }

  /** An array of one element with this value, which no kernel may write to. */
  NativeArray constant(float value) {
    return constants.computeIfAbsent(
        Float.floatToRawIntBits(value), bits -> filled(1, Float.intBitsToFloat(bits)));
  }

  private NativeArray ones(int count) {
    NativeArray present = ones;
    if (present == null || present.count < count) {
      present = filled(count, 1);
      ones = present;
    }
    return present;
  }

  private NativeArray filled(int count, float value) {
    NativeArray array = scope.array(scope.allocate(count), 0, count);
    float[] values = new float[count];
    Arrays.fill(values, value);
    array.write(values);
    return array;
  }

  /** A part of an array as an array. */
  NativeArray part(NativeArray array, long offset, int count) {
    return scope.array(array.pointer, offset, count);
  }

  /** z = op(x). */
  void transform(Transform op, NativeArray x, NativeArray z, float... parameters) {
    LongPointer shape = vector(z.count);
    FloatPointer extra = extra(parameters);
    int number = op.number;
    add(
        Kernel.Kind.ELEMENTWISE,
        op,
        z.count,
        switch (op.family) {
          case SAME ->
              () ->
                  ops.execTransformSame(
                      null, number, x.buffer, shape, null, z.buffer, shape, null, extra);
          case STRICT ->
              () ->
                  ops.execTransformStrict(
                      null, number, x.buffer, shape, null, z.buffer, shape, null, extra);
          case FLOAT ->
              () ->
                  ops.execTransformFloat(
                      null, number, x.buffer, shape, null, z.buffer, shape, null, extra);
        });
  }

  /** z = op(x, y), all of the same size. */
  void pairwise(Arithmetic op, NativeArray x, NativeArray y, NativeArray z, float... parameters) {
    LongPointer shape = vector(z.count);
    FloatPointer extra = extra(parameters);
    int number = op.pairwise;
    add(
        Kernel.Kind.ELEMENTWISE,
        op,
        z.count,
        () ->
            ops.execPairwiseTransform(
                null, number, x.buffer, shape, null, y.buffer, shape, null, z.buffer, shape, null,
                extra));
  }

  /** z = op(x, y) with y of one element. */
  void scalar(Arithmetic op, NativeArray x, NativeArray y, NativeArray z) {
    LongPointer shape = vector(z.count);
    LongPointer one = shape(ElementType.FLOAT);
    int number = op.scalar;
    add(
        Kernel.Kind.ELEMENTWISE,
        op,
        z.count,
        () ->
            ops.execScalar(
                null, number, x.buffer, shape, null, z.buffer, shape, null, y.buffer, one, null,
                null));
  }

  /** z = value, everywhere. */
  void fill(NativeArray z, float value) {
    scalar(Arithmetic.SECOND, z, constant(value), z);
  }

  /** z = op(x, y) with a matrix x and y a row of it. */
  void withRow(Arithmetic op, NativeArray x, NativeArray y, NativeArray z) {
    int rows = z.count / y.count;
    if (op == Arithmetic.ADD && x.isAt(z)) {
      // A column of ones times the row: half the time of ND4J's broadcast.
      multiply(new Product(false, false, rows, 1, y.count), ones(rows), y, z, true);
    } else {
      broadcast(op, x, rows, y.count, y, 1, z);
    }
  }

  /** z = op(x, y) with a matrix x and y a column of it. */
  void withColumn(Arithmetic op, NativeArray x, NativeArray y, NativeArray z) {
    broadcast(op, x, y.count, z.count / y.count, y, 0, z);
  }

  private void broadcast(
      Arithmetic op, NativeArray x, int rows, int columns, NativeArray y, int axis, NativeArray z) {
    LongPointer matrix = shape(ElementType.FLOAT, rows, columns);
    LongPointer vector = vector(y.count);
    OpaqueDataBuffer axes = axes(axis);
    LongPointer axesShape = shape(ElementType.INT, 1);
    int number = op.broadcast;
    add(
        Kernel.Kind.BROADCAST,
        op,
        z.count,
        () ->
            ops.execBroadcast(
                null, number, x.buffer, matrix, null, y.buffer, vector, null, z.buffer, matrix,
                null, axes, axesShape, null));
  }

  /** z = op(x, y) ? 1 : 0, with y of the same size or of one element. */
  void compare(Comparison op, NativeArray x, NativeArray y, NativeArray z, NativeArray scratch) {
    LongPointer shape = vector(z.count);
    OpaqueDataBuffer answers = scope.handle(scratch.pointer, ElementType.BOOL, z.count);
    LongPointer booleans = shape(ElementType.BOOL, z.count);
    LongPointer one = shape(ElementType.FLOAT);
    int number = op.number;
    if (y.count == z.count) {
      add(
          Kernel.Kind.ELEMENTWISE,
          op,
          z.count,
          () ->
              ops.execPairwiseTransformBool(
                  null, number, x.buffer, shape, null, y.buffer, shape, null, answers, booleans,
                  null, null));
    } else {
      add(
          Kernel.Kind.ELEMENTWISE,
          op,
          z.count,
          () ->
              ops.execScalarBool(
                  null, number, x.buffer, shape, null, answers, booleans, null, y.buffer, one, null,
                  null));
    }
    add(
        Kernel.Kind.COPY,
        "copy",
        z.count,
        () ->
            ops.execTransformAny(
                null, ASSIGN, answers, booleans, null, z.buffer, shape, null, null));
  }

  private static final int ASSIGN = 0;

  /** z = x. */
  void copy(NativeArray x, NativeArray z) {
    copy(x, View.all(List.of(z.count)), z, View.all(List.of(z.count)));
  }

  /** Elements of z = elements of x; nothing to do if they are the same elements. */
  void copy(NativeArray x, View from, NativeArray z, View to) {
    if (isSame(x, from, z, to)) {
      return;
    }
    StridedPair axes = new StridedPair(from, to);
    long[] sizes = axes.sizes();
    boolean contiguous = axes.isContiguous();
    LongPointer fromShape = contiguous ? vector((int) sizes[0]) : strided(sizes, axes.fromSteps());
    LongPointer toShape = contiguous ? vector((int) sizes[0]) : strided(sizes, axes.toSteps());
    OpaqueDataBuffer source = start(x, from.offset());
    OpaqueDataBuffer target = start(z, to.offset());
    add(
        Kernel.Kind.COPY,
        "copy",
        z.count,
        () ->
            ops.execTransformAny(
                null, ASSIGN, source, fromShape, null, target, toShape, null, null));
  }

  private static boolean isSame(NativeArray x, View from, NativeArray z, View to) {
    long distance = z.pointer.address() - x.pointer.address();
    return from.offset() * Float.BYTES == distance + to.offset() * Float.BYTES
        && from.steps().equals(to.steps());
  }

  private OpaqueDataBuffer start(NativeArray array, long offset) {
    return offset == 0 ? array.buffer : part(array, offset, array.count).buffer;
  }

  /** What a reduction computes, by ND4J's number. */
  enum Reduce {
    SUM(0),
    /** NaN elements are passed over. */
    MAX(1);

    final int number;

    Reduce(int number) {
      this.number = number;
    }
  }

  /** z = x, of these sizes, reduced over some axes, but not over all. */
  void reduce(Reduce op, NativeArray x, int[] sizes, int[] reduced, NativeArray z) {
    LongPointer from = shape(ElementType.FLOAT, Arrays.stream(sizes).asLongStream().toArray());
    OpaqueDataBuffer axes = axes(reduced);
    LongPointer axesShape = shape(ElementType.INT, reduced.length);
    long[] kept = kept(sizes, reduced);
    LongPointer to = shape(ElementType.FLOAT, kept);
    add(
        Kernel.Kind.REDUCTION,
        op,
        x.count,
        () ->
            ops.execReduceSame2(
                null, op.number, x.buffer, from, null, null, z.buffer, to, null, axes, axesShape,
                null));
  }

  private static long[] kept(int[] sizes, int[] reduced) {
    long[] kept = new long[sizes.length - reduced.length];
    int next = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (Arrays.binarySearch(reduced, axis) < 0) {
        kept[next++] = sizes[axis];
      }
    }
    return kept;
  }

  /** z = x reduced to one element. */
  void reduceAll(Reduce op, NativeArray x, NativeArray z) {
    LongPointer from = vector(x.count);
    LongPointer to = shape(ElementType.FLOAT);
    add(
        Kernel.Kind.REDUCTION,
        op,
        x.count,
        () -> ops.execReduceSame(null, op.number, x.buffer, from, null, null, z.buffer, to, null));
  }

  /** z = the sums of the rows of x: faster by BLAS than by ND4J's reduction. */
  void sumRows(NativeArray x, int rows, int columns, NativeArray z) {
    multiply(new Product(false, false, rows, columns, 1), x, ones(columns), z, false);
  }

  /** z = the sums of the columns of x. */
  void sumColumns(NativeArray x, int rows, int columns, NativeArray z) {
    multiply(new Product(true, false, columns, rows, 1), x, ones(rows), z, false);
  }

  /** z = a b, or z += a b. */
  void multiply(Product shape, NativeArray a, NativeArray b, NativeArray z, boolean accumulate) {
    float beta = accumulate ? 1 : 0;
    Product.Factor left = shape.left();
    Product.Factor right = shape.right();
    if (shape.isFasterByColumns()) {
      for (int i = 0; i < shape.columns(); i++) {
        FloatPointer column = z.pointer.getPointer(i);
        multiply(left, a, right, b, i, beta, column, shape.columns());
      }
    } else if (shape.isFasterByRows()) {
      for (int i = 0; i < shape.rows(); i++) {
        FloatPointer row = z.pointer.getPointer((long) i * shape.columns());
        multiply(right.transpose(), b, left.transpose(), a, i, beta, row, 1);
      }
    } else {
      multiply(shape, left, a, right, b, beta, z);
    }
  }

  private void multiply(
      Product.Factor matrix,
      NativeArray a,
      Product.Factor vectors,
      NativeArray b,
      int column,
      float beta,
      FloatPointer z,
      int zStep) {
    FloatPointer x = b.pointer.getPointer(vectors.columnStart(column));
    add(
        Kernel.Kind.PRODUCT,
        matrix,
        matrix.rows() * matrix.columns(),
        () ->
            cblas_sgemv(
                CblasRowMajor,
                flag(matrix),
                matrix.rows(),
                matrix.columns(),
                1,
                a.pointer,
                matrix.columns(),
                x,
                vectors.columnStep(),
                beta,
                z,
                zStep));
  }

  private void multiply(
      Product shape,
      Product.Factor left,
      NativeArray a,
      Product.Factor right,
      NativeArray b,
      float beta,
      NativeArray z) {
    add(
        Kernel.Kind.PRODUCT,
        shape,
        z.count,
        () ->
            cblas_sgemm(
                CblasRowMajor,
                flag(left),
                flag(right),
                shape.rows(),
                shape.columns(),
                shape.inner(),
                1,
                a.pointer,
                left.columns(),
                b.pointer,
                right.columns(),
                beta,
                z.pointer,
                shape.columns()));
  }

  private static int flag(Product.Factor factor) {
    return factor.transposed() ? CblasTrans : CblasNoTrans;
  }

  private @Nullable FloatPointer extra(float... parameters) {
    return parameters.length == 0 ? null : scope.floats(parameters);
  }

  private OpaqueDataBuffer axes(int... axes) {
    return scope.handle(scope.ints(axes), ElementType.INT, axes.length);
  }

  private LongPointer vector(int count) {
    return shape(ElementType.FLOAT, count);
  }

  private LongPointer shape(ElementType type, long... sizes) {
    long[] steps = new long[sizes.length];
    long step = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      steps[axis] = step;
      step *= sizes[axis];
    }
    return scope.shape(type, sizes, steps, 1);
  }

  private LongPointer strided(long[] sizes, long[] steps) {
    return scope.shape(ElementType.FLOAT, sizes, steps, 0);
  }
}
