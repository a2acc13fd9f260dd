package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.Precision;
import org.gan4j.optim.Adagrad;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Clipping;
import org.gan4j.optim.Optimizer;
import org.gan4j.optim.RmsProp;
import org.gan4j.optim.Schedule;
import org.gan4j.optim.Sgd;
import org.gan4j.optim.Slots;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every optimizer with every schedule, and schedules of schedules, over 20 steps in calls of one
 * and of two, against their papers' formulas in double precision.
 */
interface OptimizerConformance extends Fixture {
  int STEPS = 20;

  /** A schedule and the rate that it means at each step, counted from 0. */
  record Rates(String name, Schedule schedule, IntToDoubleFunction rate) {

    Rates warmedUp(int steps) {
      return new Rates(
          "warm-up of %d, then %s".formatted(steps, name),
          Schedule.warmUp(steps, schedule),
          step -> rate.applyAsDouble(step) * Math.min(1, (step + 1.0) / steps));
    }

    /** A schedule of a user's own. */
    Rates times(Rates other) {
      return new Rates(
          name + " times " + other.name,
          slots -> schedule.rate(slots).times(other.schedule.rate(slots)).times(10),
          step -> rate.applyAsDouble(step) * other.rate.applyAsDouble(step) * 10);
    }
  }

  /** A step of an optimizer, which remembers what it needs. */
  @FunctionalInterface
  interface Rule {
    double next(double w, double g, double lr);
  }

  /** An optimizer for a schedule, and its rule for one element, for all elements' gradients. */
  record Optimization(
      String name,
      Function<Schedule, Optimizer> optimizer,
      Supplier<Rule> rule,
      Function<double[], DoubleUnaryOperator> clipping) {

    static Optimization of(
        String name, Function<Schedule, Optimizer> optimizer, Supplier<Rule> rule) {
      return new Optimization(name, optimizer, rule, gradients -> g -> g);
    }
  }

  private static List<Rates> rates() {
    List<Rates> plain =
        List.of(
            new Rates("constant", Schedule.constant(0.1), step -> 0.1),
            new Rates(
                "linear",
                Schedule.linear(0.1, 0.02, 13),
                step -> 0.1 + (0.02 - 0.1) * Math.min(1, step / 13.0)),
            new Rates(
                "cosine",
                Schedule.cosine(0.1, 0.01, 15),
                step -> 0.01 + 0.045 * (1 + Math.cos(Math.PI * Math.min(1, step / 15.0)))),
            new Rates(
                "exponential",
                Schedule.exponential(0.1, 0.5, 6),
                step -> 0.1 * Math.pow(0.5, step / 6.0)));
    List<Rates> rates = new ArrayList<>(plain);
    for (Rates first : plain) {
      rates.add(first.warmedUp(5));
      rates.add(first.warmedUp(7).warmedUp(3));
      plain.forEach(second -> rates.add(first.warmedUp(4).times(second)));
    }
    return rates;
  }

  private static List<Optimization> optimizations() {
    Supplier<Rule> plain = () -> (w, g, lr) -> w - lr * g;
    return List.of(
        Optimization.of("SGD", Sgd::of, plain),
        Optimization.of(
            "SGD with momentum", lr -> Sgd.of(lr).withMomentum(0.9), () -> momentum(false)),
        Optimization.of(
            "SGD with Nesterov momentum",
            lr -> Sgd.of(lr).withNesterovMomentum(0.9),
            () -> momentum(true)),
        Optimization.of(
            "RMSProp of TensorFlow 1",
            lr -> RmsProp.of(lr).withMomentum(0.5),
            () -> rmsPropOfScaledSteps(1, 0.9, 1e-10)),
        Optimization.of(
            "RMSProp of Keras",
            lr -> new RmsProp(lr, RmsProp.Rule.KERAS, 0.9, 0.5, 1e-7),
            () -> rmsPropOfScaledSteps(0, 0.9, 1e-7)),
        Optimization.of(
            "RMSProp of PyTorch",
            lr -> new RmsProp(lr, RmsProp.Rule.PYTORCH, 0.99, 0.5, 1e-8),
            OptimizerConformance::rmsPropOfPyTorch),
        Optimization.of("Adam", lr -> Adam.of(lr).withBetas(0.5, 0.9), () -> adam(0)),
        Optimization.of(
            "AdamW", lr -> Adam.of(lr).withBetas(0.5, 0.9).withWeightDecay(0.2), () -> adam(0.2)),
        Optimization.of(
            "Adagrad", lr -> Adagrad.of(lr).withInitialAccumulator(0.1), () -> adagrad(0.1)),
        new Optimization(
            "gradients clipped by value",
            lr -> Clipping.gradientsByValue(0.4, Sgd.of(lr)),
            plain,
            gradients -> g -> Math.max(-0.4, Math.min(0.4, g))),
        new Optimization(
            "gradients clipped by norm",
            lr -> Clipping.gradientsByGlobalNorm(1, Sgd.of(lr)),
            plain,
            gradients -> {
              double norm = Math.sqrt(Arrays.stream(gradients).map(g -> g * g).sum());
              return g -> g / Math.max(1, norm);
            }),
        Optimization.of(
            "clipped weights",
            lr -> Clipping.weights(0.6, Sgd.of(lr)),
            () -> (w, g, lr) -> Math.max(-0.6, Math.min(0.6, w - lr * g))));
  }

  private static Rule momentum(boolean nesterov) {
    double[] v = {0};
    return (w, g, lr) -> {
      v[0] = 0.9 * v[0] + g;
      return w - lr * (nesterov ? g + 0.9 * v[0] : v[0]);
    };
  }

  private static Rule rmsPropOfScaledSteps(double start, double decay, double epsilon) {
    double[] ms = {start};
    double[] m = {0};
    return (w, g, lr) -> {
      ms[0] = decay * ms[0] + (1 - decay) * g * g;
      m[0] = 0.5 * m[0] + lr * g / Math.sqrt(ms[0] + epsilon);
      return w - m[0];
    };
  }

  private static Rule rmsPropOfPyTorch() {
    double[] ms = {0};
    double[] m = {0};
    return (w, g, lr) -> {
      ms[0] = 0.99 * ms[0] + 0.01 * g * g;
      m[0] = 0.5 * m[0] + g / (Math.sqrt(ms[0]) + 1e-8);
      return w - lr * m[0];
    };
  }

  private static Rule adam(double weightDecay) {
    double[] m = {0};
    double[] v = {0};
    int[] step = {0};
    return (w, g, lr) -> {
      step[0]++;
      m[0] = 0.5 * m[0] + 0.5 * g;
      v[0] = 0.9 * v[0] + 0.1 * g * g;
      double mean = m[0] / (1 - Math.pow(0.5, step[0]));
      double square = v[0] / (1 - Math.pow(0.9, step[0]));
      return w - lr * mean / (Math.sqrt(square) + 1e-8) - lr * weightDecay * w;
    };
  }

  private static Rule adagrad(double start) {
    double[] s = {start};
    return (w, g, lr) -> {
      s[0] += g * g;
      return w - lr * g / (Math.sqrt(s[0]) + 1e-10);
    };
  }

  @TestFactory
  default Stream<DynamicTest> schedulesInOptimizers() {
    return optimizations().stream()
        .flatMap(
            optimization ->
                rates().stream()
                    .map(
                        rates ->
                            DynamicTest.dynamicTest(
                                optimization.name() + " at a rate " + rates.name(),
                                () -> checkPath(optimization, rates))));
  }

  private void checkPath(Optimization optimization, Rates rates) {
    List<Tensor> parameters =
        List.of(
            Tensor.variable("kernel", Shape.of(4, 3)),
            Tensor.variable("bias", Shape.of(3)),
            Tensor.variable("scale", Shape.SCALAR));
    List<Tensor> gradients =
        parameters.stream().map(p -> Tensor.input(gradientName(p), p.shape())).toList();
    Slots slots = new Slots("optimizer");
    List<Tensor> updated =
        optimization.optimizer().apply(rates.schedule()).update(parameters, gradients, slots);
    Program.Builder program = Program.named("step");
    Map<Variable, float[]> initialValues = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      Variable variable = (Variable) parameters.get(i).op();
      program.update(variable, updated.get(i));
      initialValues.put(variable, values(variable.name(), variable.shape()));
    }
    slots.updates().forEach(u -> program.update(u.variable(), u.value()));
    List<Variable> moved = List.copyOf(initialValues.keySet());
    double[] expected = flattened(initialValues.values().stream());
    slots.initialValues().forEach((slot, value) -> initialValues.put(slot, filled(slot, value)));
    List<Rule> rules =
        IntStream.range(0, expected.length).mapToObj(i -> optimization.rule().get()).toList();
    int step = 0;
    try (Session session = Session.open(backend(), initialValues)) {
      Executable executable = Agreement.compile(session, program.build());
      while (step < STEPS) {
        int start = step;
        int times = start < 2 ? 1 : 2;
        float[][] inputs =
            executable.program().inputs().stream()
                .map(input -> values(input.name() + start, input.shape()))
                .toArray(float[][]::new);
        executable.run(inputs, times, new float[0][]);
        double[] g =
            flattened(parameters.stream().map(p -> values(gradientName(p) + start, p.shape())));
        for (int end = step + times; step < end; step++) {
          move(
              expected,
              optimization.clipping().apply(g),
              g,
              rules,
              rates.rate().applyAsDouble(step));
        }
        double[] actual = flattened(moved.stream().map(session::read));
        for (int i = 0; i < actual.length; i++) {
          assertThat(actual[i])
              .as("parameter %d after %d steps", i, step)
              .isCloseTo(expected[i], within(2e-5));
        }
      }
    }
  }

  /** A step of all elements, each by its rule. */
  private static void move(
      double[] w, DoubleUnaryOperator clipping, double[] g, List<Rule> rules, double rate) {
    for (int i = 0; i < w.length; i++) {
      w[i] = rules.get(i).next(w[i], clipping.applyAsDouble(g[i]), rate);
    }
  }

  private static String gradientName(Tensor parameter) {
    return "gradient of " + ((Variable) parameter.op()).name();
  }

  private static float[] filled(Variable slot, float value) {
    float[] values = new float[slot.shape().elementCount()];
    Arrays.fill(values, value);
    return values;
  }

  private static float[] values(String name, Shape shape) {
    return Values.normal(0.7).of(name, shape);
  }

  private static double[] flattened(Stream<float[]> arrays) {
    return arrays.flatMapToDouble(a -> Arrays.stream(Precision.widen(a))).toArray();
  }
}
