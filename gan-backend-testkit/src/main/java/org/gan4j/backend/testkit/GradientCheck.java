package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.Interpreter;
import org.gan4j.backend.reference.Precision;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.program.Program;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;

/**
 * Checks traced derivatives of first and second order along random directions, as autograd's {@code
 * check_grads} does: the oracle's central difference in double precision against the traced
 * gradient times the direction, once as the oracle and once as the backend computes it.
 *
 * <p>Results of any shape are made a scalar {@code sum(weights * (y + y * y / 2))} with random
 * weights, so that a linear function has a second derivative to check too.
 *
 * @param backend the backend under test
 * @param ulps by how many units in the last place each elementwise function may be off
 */
public record GradientCheck(Backend backend, ToDoubleFunction<Unary> ulps) {
  private static final int HIGHEST_ORDER = 2;
  private static final String OWN = "gradientCheck/";

  /**
   * Near the cube root of double precision's epsilon, where a central difference's truncation and
   * rounding balance.
   */
  private static final double STEP = 1e-5;

  /** The most that rounding may explain, relative to the terms of the derivative. */
  private static final double MEANINGFUL = 1e-3;

  /** The most that a difference may move when its step is halved, relative to the same. */
  private static final double SMOOTH = 1e-5;

  /** The check with the accuracy of {@link Agreement#defaultUlps}. */
  public static GradientCheck of(Backend backend) {
    return new GradientCheck(backend, Agreement::defaultUlps);
  }

  /**
   * Fails if a derivative is wrong, or if the point is too near to a kink to tell; aborts, which
   * JUnit shows as skipped, if the backend declares that it cannot run a gradient.
   *
   * @throws IllegalArgumentException if the sample is differentiated by something other than inputs
   *     and variables
   */
  public void check(Sample sample) {
    sample.withRespectTo().forEach(GradientCheck::requireLeaf);
    Tensor y = sample.value();
    Tensor weights = Tensor.input(OWN + "weights", y.shape());
    Tensor scalar = weights.times(y.plus(y.square().times(0.5))).sum();
    for (int order = 1; order <= HIGHEST_ORDER; order++) {
      Derivative derivative = new Derivative(sample, scalar, order);
      derivative.check();
      scalar = derivative.slope;
    }
  }

  private static void requireLeaf(Tensor tensor) {
    if (!tensor.operands().isEmpty()) {
      throw new IllegalArgumentException(
          "gradients are checked by inputs and variables, not by " + tensor);
    }
  }

  /** The derivative of a scalar along one random direction. */
  private final class Derivative {
    final Tensor slope;
    final Case difference;
    final Case traced;
    final Map<Op, double[]> directions = new HashMap<>();

    Derivative(Sample sample, Tensor scalar, int order) {
      Values values = own(sample.values());
      List<Tensor> gradients = Gradients.of(scalar, sample.withRespectTo());
      List<Tensor> terms = new ArrayList<>();
      Tensor size = Tensor.scalar(0);
      for (int i = 0; i < gradients.size(); i++) {
        Tensor leaf = sample.withRespectTo().get(i);
        String name = OWN + "direction" + order + "/" + i;
        Tensor direction = Tensor.input(name, leaf.shape());
        directions.put(leaf.op(), Precision.widen(values.of(name, leaf.shape())));
        Tensor product = gradients.get(i).times(direction);
        terms.add(product.sum());
        size = size.plus(product.abs().sum());
      }
      slope = terms.stream().reduce(Tensor::plus).orElse(Tensor.scalar(0));
      String name = "derivative of order " + order + " of " + sample.name();
      difference = new Case(name, Program.named(name).output("value", scalar).build(), values);
      Program program = Program.named(name).output("slope", slope).output("size", size).build();
      traced = new Case(name, program, values);
    }

    /** Weights and directions are normal, whatever the sample's values are. */
    private static Values own(Values values) {
      Values normal = Values.normal(1);
      return (leaf, shape) -> (leaf.startsWith(OWN) ? normal : values).of(leaf, shape);
    }

    void check() {
      Program program = traced.program();
      Interpreter exact = new Interpreter(traced.leaves()).evaluate(program);
      Tensor tracedSlope = program.outputs().get(0).value();
      double expected = exact.value(tracedSlope)[0];
      double size = exact.value(program.outputs().get(1).value())[0];
      double typical = new ErrorBounds(program, exact, Agreement::defaultUlps).of(tracedSlope)[0];
      assertThat(typical)
          .as("%s: what rounding explains, of terms of size %s", traced.name(), size)
          .isLessThanOrEqualTo(MEANINGFUL * size + Float.MIN_NORMAL);

      double rounding = new ErrorBounds(program, exact, ulps).of(tracedSlope)[0];
      double coarse = centralDifference(STEP);
      double fine = centralDifference(STEP / 2);
      double noise = differenceRounding();
      double truncation = Math.abs(fine - coarse);
      assertThat(truncation)
          .as("%s: how far a difference depends on its step; is there a kink?", traced.name())
          .isLessThanOrEqualTo(SMOOTH * size + noise);
      assertThat(expected)
          .as("%s: the traced gradient against a difference\n%s", traced.name(), program)
          .isCloseTo((4 * fine - coarse) / 3, within(rounding + truncation + noise));

      try (Session session = Session.open(backend, traced.variables())) {
        float[] actual = Agreement.compile(session, program).run(traced.inputs()).get("slope");
        assertThat((double) Objects.requireNonNull(actual)[0])
            .as("%s: as the backend computes it\n%s", traced.name(), program)
            .isCloseTo(expected, within(rounding));
      }
    }

    private double centralDifference(double step) {
      return (valueAt(step) - valueAt(-step)) / (2 * step);
    }

    private double valueAt(double step) {
      Map<Op, double[]> point = difference.leaves();
      point.replaceAll(
          (leaf, value) -> {
            double[] direction = directions.getOrDefault(leaf, new double[value.length]);
            return IntStream.range(0, value.length)
                .mapToDouble(i -> value[i] + step * direction[i])
                .toArray();
          });
      double[] value = ReferenceBackend.evaluate(difference.program(), point).get("value");
      return Objects.requireNonNull(value)[0];
    }

    /** The rounding of 64-bit arithmetic in three differences, divided by their step. */
    private double differenceRounding() {
      Program program = difference.program();
      Interpreter exact = new Interpreter(difference.leaves()).evaluate(program);
      Tensor value = program.outputs().get(0).value();
      double noise = 3 * new ErrorBounds(program, exact, ulps).of(value)[0] * 0x1p-29 / STEP;
      assertThat(noise).as("%s: the noise of the difference", difference.name()).isFinite();
      return noise;
    }
  }
}
