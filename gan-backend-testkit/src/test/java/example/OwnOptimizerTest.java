package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.optim.Adam;
import org.gan4j.optim.GradientTransformation;
import org.gan4j.optim.Optimizer;
import org.gan4j.optim.Optimizers;
import org.gan4j.optim.PerParameter;
import org.gan4j.optim.Schedule;
import org.gan4j.optim.Sgd;
import org.gan4j.optim.Slots;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

/**
 * Optimizers of a user's own, written with what the package gives to everybody: a rule for one
 * parameter, a piece of a chain, and rules around other optimizers.
 */
class OwnOptimizerTest {

  /** A rule for one parameter at a time. */
  record SignDescent(Schedule learningRate) implements PerParameter {
    @Override
    public Tensor updateOne(Tensor parameter, Tensor gradient, Tensor lr, Slots slots) {
      return parameter.minus(gradient.sign().times(lr));
    }
  }

  @Test
  void aRuleForOneParameterIsARecord() {
    assertThat(trained(new SignDescent(Schedule.constant(0.25)), 3, -2).get("w"))
        .containsExactly(1, 1);
    assertThat(trained(Optimizers.accumulate(2, new SignDescent(Schedule.constant(0.25))), 3, -2))
        .containsEntry("w", new float[] {0.75f, 0.75f});
  }

  @Test
  void aPieceIsALambda() {
    GradientTransformation centralize =
        (parameters, updates, slots) -> updates.stream().map(g -> g.minus(g.mean())).toList();
    GradientTransformation summed =
        GradientTransformation.perParameter(
            (parameter, update, slots) ->
                slots.setDecayingSum(slots.of(parameter, "sum", 0), 1, update));
    Optimizer optimizer = Optimizers.chain(centralize, summed, Optimizers.scaleByLearningRate(0.5));
    assertThat(trained(optimizer, 1, 2).get("w")).containsExactly(1, 1);
    assertThat(trained(summed.before(Sgd.of(0.5)), 1, 2).get("w")).containsExactly(-1, -1);
  }

  /** The inner optimizer sees a mean of k gradients at each k-th step, and rests in between. */
  private static Optimizer accumulate(int k, Optimizer inner) {
    return (parameters, gradients, slots) -> {
      Tensor phase = slots.scalar("phase", 0);
      Tensor apply = phase.isAtLeast(k - 1);
      slots.set(phase, Tensor.select(apply, Tensor.scalar(0), phase.plus(1)));
      List<Tensor> means = new ArrayList<>();
      for (int i = 0; i < parameters.size(); i++) {
        Tensor stored = slots.of(parameters.get(i), "accumulated", 0);
        Tensor mean = stored.plus(gradients.get(i).times(1.0 / k));
        slots.set(stored, Tensor.select(apply, Tensor.scalar(0), mean));
        means.add(mean);
      }
      return choose(apply, inner.update(parameters, means, slots.when(apply)), parameters);
    };
  }

  @Test
  void slotsOfAnInnerOptimizerStandStillInBetween() {
    Map<String, float[]> values = trained(accumulate(4, Adam.of(1e-3)), 1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(values.get("optimizer/meanWeight"))
        .as("after two steps of Adam: 1 - 0.9^2")
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(0.19f);
  }

  /** Skips the steps whose gradients are too large, or NaN. */
  private static Optimizer careful(double limit, Optimizer inner) {
    return (parameters, gradients, slots) -> {
      Tensor square = gradients.stream().map(g -> g.square().sum()).reduce(Tensor::plus).get();
      Tensor calm = Tensor.scalar(limit).isAtLeast(square.sqrt());
      List<Tensor> moved = inner.update(parameters, gradients, slots.within("inner").when(calm));
      return choose(calm, moved, parameters);
    };
  }

  @Test
  void aStepIsSkippedAsIfItHadNotBeen() {
    Optimizer momentum = Sgd.of(0.1).withMomentum(0.9);
    assertThat(trained(careful(10, momentum), 1, Double.NaN, -2, 1e30, 0.5).get("w"))
        .isEqualTo(trained(momentum, 1, -2, 0.5).get("w"));
  }

  private static List<Tensor> choose(Tensor condition, List<Tensor> ifTrue, List<Tensor> ifFalse) {
    return IntStream.range(0, ifTrue.size())
        .mapToObj(i -> Tensor.select(condition, ifTrue.get(i), ifFalse.get(i)))
        .toList();
  }

  /** Two weights that start at 1 and see one gradient after another, and all slots at the end. */
  private static Map<String, float[]> trained(Optimizer optimizer, double... gradients) {
    Tensor w = Tensor.variable("w", Shape.of(2));
    Tensor g = Tensor.input("g", Shape.of(2));
    Slots slots = new Slots("optimizer");
    Tensor moved = optimizer.update(List.of(w), List.of(g), slots).get(0);
    Program.Builder program = Program.named("step").update((Variable) w.op(), moved).output("g", g);
    slots.updates().forEach(u -> program.update(u.variable(), u.value()));
    Map<Variable, float[]> initial = new LinkedHashMap<>();
    initial.put((Variable) w.op(), new float[] {1, 1});
    slots
        .initialValues()
        .forEach((variable, value) -> initial.put(variable, filled(variable, value)));
    Map<String, float[]> values = new LinkedHashMap<>();
    try (Session session = Session.open(new ReferenceBackend(), initial)) {
      Executable step = session.compile(program.build());
      for (double gradient : gradients) {
        step.run(Map.of("g", new float[] {(float) gradient, (float) gradient}));
      }
      session.variables().forEach(v -> values.put(v.name(), session.read(v)));
    }
    return values;
  }

  private static float[] filled(Variable variable, float value) {
    float[] values = new float[variable.shape().elementCount()];
    Arrays.fill(values, value);
    return values;
  }
}
