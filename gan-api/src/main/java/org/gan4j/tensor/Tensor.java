package org.gan4j.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A traced value: a node of an expression graph that knows its operation, its operands and its
 * static shape. Calling a method computes nothing; it adds a node. A {@code Program} of such nodes
 * is what a backend runs, in 32-bit floating point.
 *
 * <p>Tensors are immutable and compared by identity. The methods here are the primitive operations
 * ({@link Op}) and the arithmetic composed of them; two operands of an elementwise method are
 * broadcast to their common shape by NumPy's rule. Every method throws {@link ShapeException} when
 * shapes do not fit.
 *
 * <pre>{@code
 * Tensor x = Tensor.input("x", Shape.of(256, 2));
 * Tensor w = Tensor.variable("w", Shape.of(2, 1));
 * Tensor meanSquare = x.matMul(w).square().mean();
 * }</pre>
 */
public final class Tensor {
  private final Op op;
  private final List<Tensor> operands;
  private final Shape shape;

  private Tensor(Op op, List<Tensor> operands) {
    this.op = op;
    this.operands = List.copyOf(operands);
    this.shape = op.resultShape(this.operands.stream().map(Tensor::shape).toList());
  }

  /** The result of an operation: the door for passes and for derivatives. */
  public static Tensor of(Op op, Tensor... operands) {
    return new Tensor(op, List.of(operands));
  }

  /** The result of an operation with a list of operands. */
  public static Tensor of(Op op, List<Tensor> operands) {
    return new Tensor(op, operands);
  }

  /** A value fed at each run under this name. */
  public static Tensor input(String name, Shape shape) {
    return of(new Input(name, shape));
  }

  /** A value that lives in the backend between runs. */
  public static Tensor variable(String name, Shape shape) {
    return of(new Variable(name, shape));
  }

  /** A constant scalar. */
  public static Tensor scalar(double value) {
    return fill(Shape.SCALAR, value);
  }

  /** A constant with the same value everywhere. */
  public static Tensor fill(Shape shape, double value) {
    return of(new Fill(shape, (float) value));
  }

  /** Zeros. */
  public static Tensor zeros(Shape shape) {
    return fill(shape, 0);
  }

  /** Ones. */
  public static Tensor ones(Shape shape) {
    return fill(shape, 1);
  }

  /** {@code ifTrue} where the condition is not 0, else {@code ifFalse}; all three are broadcast. */
  public static Tensor select(Tensor condition, Tensor ifTrue, Tensor ifFalse) {
    Shape common =
        Shape.broadcast(
            "select", condition.shape, Shape.broadcast("select", ifTrue.shape, ifFalse.shape));
    return of(
        new Select(),
        condition.broadcastTo(common),
        ifTrue.broadcastTo(common),
        ifFalse.broadcastTo(common));
  }

  /** Tensors put one after another along an axis; a negative axis counts from the last. */
  public static Tensor concat(int axis, List<Tensor> parts) {
    if (parts.isEmpty()) {
      throw new ShapeException("concat: needs at least one tensor");
    }
    return of(new Concat(parts.get(0).shape.axis(axis)), parts);
  }

  /** The operation that makes this value. */
  public Op op() {
    return op;
  }

  /** What the operation is applied to. */
  public List<Tensor> operands() {
    return operands;
  }

  /** One operand. */
  public Tensor operand(int index) {
    return operands.get(index);
  }

  /** The static shape. */
  public Shape shape() {
    return shape;
  }

  /** Calls the visitor's arm for this value's operation. */
  public <R> R accept(Op.Visitor<R> visitor) {
    return op.accept(visitor, this);
  }

  /** Whether this is a constant with this value everywhere. */
  public boolean isFilledWith(float value) {
    return op instanceof Fill fill && fill.value() == value;
  }

  // Elementwise, one operand.

  /** {@code -x}. */
  public Tensor negate() {
    return of(Unary.NEGATE, this);
  }

  /** {@code |x|}; its gradient at 0 is 0. */
  public Tensor abs() {
    return of(Unary.ABS, this);
  }

  /** -1, 0 or 1, as {@link Math#signum}; its gradient is 0 everywhere. */
  public Tensor sign() {
    return of(Unary.SIGN, this);
  }

  /** {@code e^x}. */
  public Tensor exp() {
    return of(Unary.EXP, this);
  }

  /** {@code exp(x) - 1}, without the cancellation of that difference near 0. */
  public Tensor expm1() {
    return of(Unary.EXPM1, this);
  }

  /** The natural logarithm: negative infinity at 0, NaN below. */
  public Tensor log() {
    return of(Unary.LOG, this);
  }

  /** The square root: NaN below 0. Its gradient at 0 is infinite. */
  public Tensor sqrt() {
    return of(Unary.SQRT, this);
  }

  /** The hyperbolic tangent, within [-1, 1]. */
  public Tensor tanh() {
    return of(Unary.TANH, this);
  }

  /** {@code 1 / (1 + exp(-x))}, within [0, 1], without overflow. */
  public Tensor sigmoid() {
    return of(Unary.SIGMOID, this);
  }

  /** {@code log(1 + exp(x))}, without overflow; its gradient is {@link #sigmoid}. */
  public Tensor softplus() {
    return of(Unary.SOFTPLUS, this);
  }

  /**
   * The error function, within [-1, 1]: {@code 2 / sqrt(pi)} times the integral of {@code
   * exp(-t^2)} from 0 to x.
   */
  public Tensor erf() {
    return of(Unary.ERF, this);
  }

  /** The sine of x in radians. */
  public Tensor sin() {
    return of(Unary.SIN, this);
  }

  /** The cosine of x in radians. */
  public Tensor cos() {
    return of(Unary.COS, this);
  }

  /** {@code x * x}. */
  public Tensor square() {
    return times(this);
  }

  // Elementwise, two operands.

  /** The sum, element by element; the operands are broadcast to their common shape. */
  public Tensor plus(Tensor other) {
    return binary(Binary.ADD, other);
  }

  /** The sum with one number. */
  public Tensor plus(double other) {
    return plus(scalar(other));
  }

  /** This minus the other, element by element; both are broadcast to their common shape. */
  public Tensor minus(Tensor other) {
    return binary(Binary.SUBTRACT, other);
  }

  /** This minus one number. */
  public Tensor minus(double other) {
    return minus(scalar(other));
  }

  /** The product, element by element; the operands are broadcast to their common shape. */
  public Tensor times(Tensor other) {
    return binary(Binary.MULTIPLY, other);
  }

  /** The product with one number. */
  public Tensor times(double other) {
    return times(scalar(other));
  }

  /**
   * This divided by the other, element by element; both are broadcast to their common shape. A
   * division by 0 gives an infinity, or NaN for 0 / 0.
   */
  public Tensor dividedBy(Tensor other) {
    return binary(Binary.DIVIDE, other);
  }

  /** This divided by one number. */
  public Tensor dividedBy(double other) {
    return dividedBy(scalar(other));
  }

  /**
   * The larger of both, element by element; NaN where either is NaN. The gradient of a tie goes to
   * this.
   */
  public Tensor max(Tensor other) {
    return binary(Binary.MAX, other);
  }

  /** The larger of each element and one number; the gradient of a tie goes to this. */
  public Tensor max(double other) {
    return max(scalar(other));
  }

  /**
   * The smaller of both, element by element; NaN where either is NaN. The gradient of a tie goes to
   * this.
   */
  public Tensor min(Tensor other) {
    return binary(Binary.MIN, other);
  }

  /** The smaller of each element and one number; the gradient of a tie goes to this. */
  public Tensor min(double other) {
    return min(scalar(other));
  }

  /** 1 where this is greater than the other, else 0, also for NaN; the gradient is 0. */
  public Tensor isAbove(Tensor other) {
    return binary(Binary.GREATER, other);
  }

  /** 1 where this is greater than a number, else 0. */
  public Tensor isAbove(double other) {
    return isAbove(scalar(other));
  }

  /** 1 where this is at least the other, else 0, also for NaN; the gradient is 0. */
  public Tensor isAtLeast(Tensor other) {
    return binary(Binary.GREATER_EQUAL, other);
  }

  /** 1 where this is greater than or equal to a number, else 0. */
  public Tensor isAtLeast(double other) {
    return isAtLeast(scalar(other));
  }

  /** 1 where both are equal, else 0, also for NaN; the gradient is 0. */
  public Tensor isEqualTo(Tensor other) {
    return binary(Binary.EQUAL, other);
  }

  /** This where the condition is not 0, else 0, even if this is infinite or NaN there. */
  public Tensor where(Tensor condition) {
    return select(condition, this, zeros(shape));
  }

  /** Limits the values to [low, high]; the gradient is 0 where they were outside. */
  public Tensor clip(double low, double high) {
    return max(low).min(high);
  }

  private Tensor binary(Binary kind, Tensor other) {
    Shape common = Shape.broadcast(kind.print(), shape, other.shape);
    return of(kind, broadcastTo(common), other.broadcastTo(common));
  }

  // Reductions. The reduced axes stay, with size 1, so that the result broadcasts back.

  /** The sum over some axes, which stay with size 1; negative axes count from the last. */
  public Tensor sum(int... axes) {
    return of(new Reduction(Reduction.Kind.SUM, resolve(axes)), this);
  }

  /** The sum of all elements, a scalar. */
  public Tensor sum() {
    return of(new Reduction(Reduction.Kind.SUM, shape.axes()), this).reshape(Shape.SCALAR);
  }

  /** The mean over some axes, which stay with size 1. */
  public Tensor mean(int... axes) {
    Tensor sum = sum(axes);
    return sum.times((double) sum.shape.elementCount() / shape.elementCount());
  }

  /** The mean of all elements, a scalar. */
  public Tensor mean() {
    return sum().times(1.0 / shape.elementCount());
  }

  /** The mean squared deviation from the mean over some axes, which stay with size 1. */
  public Tensor variance(int... axes) {
    return minus(mean(axes)).square().mean(axes);
  }

  /**
   * The largest element over some axes, which stay with size 1; elements that tie share the
   * gradient.
   */
  public Tensor maxOver(int... axes) {
    return of(new Reduction(Reduction.Kind.MAX, resolve(axes)), this);
  }

  private List<Integer> resolve(int... axes) {
    List<Integer> resolved = resolveInOrder(axes);
    Collections.sort(resolved);
    return resolved;
  }

  // Structure.

  /** Repeats axes of size 1, and adds axes before the first, up to a shape. */
  public Tensor broadcastTo(Shape to) {
    if (shape.equals(to)) {
      return this;
    }
    if (shape.rank() > to.rank()) {
      throw new ShapeException("broadcastTo: " + shape + " does not broadcast to " + to);
    }
    return of(new BroadcastTo(to), reshape(shape.padLeft(to.rank())));
  }

  /** The same elements in row-major order under another shape. */
  public Tensor reshape(Shape to) {
    return shape.equals(to) ? this : of(new Reshape(to), this);
  }

  /** The same elements in row-major order with these sizes of axes. */
  public Tensor reshape(int... sizes) {
    return reshape(Shape.of(sizes));
  }

  /** Swaps axes: axis {@code i} of the result is axis {@code permutation[i]} of this. */
  public Tensor transpose(int... permutation) {
    return of(new Transpose(resolveInOrder(permutation)), this);
  }

  private List<Integer> resolveInOrder(int... axes) {
    List<Integer> resolved = new ArrayList<>();
    for (int axis : axes) {
      resolved.add(shape.axis(axis));
    }
    return resolved;
  }

  /** The elements {@code begin} (inclusive) to {@code end} (exclusive) of one axis. */
  public Tensor slice(int axis, int begin, int end) {
    int resolved = shape.axis(axis);
    if (begin < 0 || end < begin || end > shape.size(resolved)) {
      throw new ShapeException(
          "slice: %s to %s of axis %s is outside of shape %s".formatted(begin, end, axis, shape));
    }
    List<Integer> from = new ArrayList<>(Collections.nCopies(shape.rank(), 0));
    from.set(resolved, begin);
    return of(new Slice(from, shape.withSize(resolved, end - begin)), this);
  }

  /** Zeros put before and after along one axis. */
  public Tensor pad(int axis, int before, int after) {
    int resolved = shape.axis(axis);
    List<Integer> beforeAll = new ArrayList<>(Collections.nCopies(shape.rank(), 0));
    List<Integer> afterAll = new ArrayList<>(beforeAll);
    beforeAll.set(resolved, before);
    afterAll.set(resolved, after);
    return of(new Pad(beforeAll, afterAll), this);
  }

  /** This value as a constant: no gradient flows through. */
  public Tensor stopGradient() {
    return of(new StopGradient(), this);
  }

  // Linear algebra.

  /** The matrix product over the last two axes; axes before them are an equal batch. */
  public Tensor matMul(Tensor right) {
    return of(new MatMul(false, false), this, right);
  }

  /** Convolution of images [batch, height, width, in] with a filter [height, width, in, out]. */
  public Tensor conv2d(Tensor filter, Window window) {
    return of(new Conv2d(window), this, filter);
  }

  /** The operation and the shape: {@code matmul : [256, 16]}. */
  @Override
  public String toString() {
    return op.print() + " : " + shape;
  }
}
