package org.gan4j.tensor;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Elementwise functions of one operand: name, definition, derivative. The definition in double
 * precision is what every backend is tested against; {@code g} is the upstream gradient, {@code x}
 * the operand and {@code y} the result.
 */
public enum Unary implements Op {
  NEGATE(x -> -x, (g, x, y) -> g.negate()),
  /** Absolute value; the derivative at 0 is 0. */
  ABS(Math::abs, (g, x, y) -> g.times(x.sign())),
  /** -1, 0 or 1; NaN stays NaN. */
  SIGN(Math::signum, (g, x, y) -> Tensor.zeros(x.shape())),
  EXP(Math::exp, (g, x, y) -> g.times(y)),
  /** {@code exp(x) - 1}, which keeps its digits near 0. */
  EXPM1(Math::expm1, (g, x, y) -> g.times(x.exp())),
  /** Natural logarithm: -infinity at 0, NaN below. */
  LOG(Math::log, (g, x, y) -> g.dividedBy(x)),
  SQRT(Math::sqrt, (g, x, y) -> g.times(0.5f).dividedBy(y)),
  TANH(Math::tanh, (g, x, y) -> g.times(y.times(y).negate().plus(1))),
  /** The logistic function {@code 1 / (1 + exp(-x))}, without overflow. */
  SIGMOID(Unary::logistic, (g, x, y) -> g.times(y.times(y.negate().plus(1)))),
  /** {@code log(1 + exp(x))}, without overflow; its derivative is the logistic function. */
  SOFTPLUS(
      x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), (g, x, y) -> g.times(x.sigmoid())),
  /** The error function {@code 2 / sqrt(pi) * integral of exp(-t * t) from 0 to x}. */
  ERF(
      ErrorFunction::erf,
      (g, x, y) -> g.times(x.times(x).negate().exp().times((float) (2 / Math.sqrt(Math.PI))))),
  SIN(Math::sin, (g, x, y) -> g.times(x.cos())),
  COS(Math::cos, (g, x, y) -> g.times(x.sin()).negate());

  private final DoubleUnaryOperator definition;
  private final Derivative derivative;

  Unary(DoubleUnaryOperator definition, Derivative derivative) {
    this.definition = definition;
    this.derivative = derivative;
  }

  private interface Derivative {
    Tensor of(Tensor g, Tensor x, Tensor y);
  }

  /** The exact result for one element, in double precision. */
  public double apply(double x) {
    return definition.applyAsDouble(x);
  }

  @Override
  public String print() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Shape resultShape(List<Shape> operands) {
    return operands.get(0);
  }

  @Override
  public List<Tensor> gradients(Tensor result, Tensor upstream) {
    return List.of(derivative.of(upstream, result.operand(0), result));
  }

  @Override
  public <R> R accept(Visitor<R> visitor, Tensor node) {
    return visitor.unary(this, node);
  }

  private static double logistic(double x) {
    double e = Math.exp(-Math.abs(x));
    return x >= 0 ? 1 / (1 + e) : e / (1 + e);
  }
}
