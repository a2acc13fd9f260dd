package org.gan4j.backend.nd4j;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.nd4j.Kernel.Kind;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Loss;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Optimizer;
import org.gan4j.optim.RmsProp;
import org.gan4j.optim.Slots;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;
import org.nd4j.nativeblas.NativeOps;

/**
 * How many native calls a step of the quadratic experiment takes. Each costs 0.1 to 0.2
 * microseconds whatever it does, so a number that grows is a step that got slower: look for what is
 * no longer joined or computed in place. A number that falls is to be written down here.
 */
class NativeCallsTest {
  private static final NativeOps OPS = Engine.load(1);
  private static final int BATCH = 256;
  private static final Network GENERATOR =
      sequential(dense(16), leakyRelu(0.2), dense(16), leakyRelu(0.2), dense(2));
  private static final Network DISCRIMINATOR =
      sequential(dense(16), leakyRelu(0.2), dense(16), leakyRelu(0.2), dense(2), dense(1));

  private final Map<Variable, float[]> initialValues = new LinkedHashMap<>();

  private Program step(boolean discriminatorMoves, Optimizer optimizer) {
    ModelTrace generate = new ModelTrace("generator", GENERATOR, Mode.TRAIN);
    ModelTrace judge = new ModelTrace("discriminator", DISCRIMINATOR, Mode.TRAIN);
    Tensor fake = generate.apply(Tensor.input("noise", Shape.of(BATCH, 2))).output();
    Tensor realLogits = judge.apply(Tensor.input("real", Shape.of(BATCH, 2))).output();
    Tensor fakeLogits = judge.apply(fake).output();
    Loss losses = GanLosses.nonSaturating();
    Tensor loss =
        discriminatorMoves
            ? losses.discriminator(realLogits, fakeLogits)
            : losses.generator(realLogits, fakeLogits);
    List<Tensor> parameters = (discriminatorMoves ? judge : generate).parameters();
    Slots slots = new Slots("optimizer");
    List<Tensor> moved = optimizer.update(parameters, Gradients.of(loss, parameters), slots);
    Program.Builder program = Program.named("step").output("loss", loss);
    for (int i = 0; i < moved.size(); i++) {
      program.update((Variable) parameters.get(i).op(), moved.get(i));
    }
    slots.updates().forEach(update -> program.update(update.variable(), update.value()));
    for (ModelTrace model : List.of(generate, judge)) {
      model.initializers().keySet().forEach(v -> initialValues.put(v, random(v)));
    }
    slots
        .initialValues()
        .forEach(
            (variable, start) -> {
              float[] values = new float[variable.shape().elementCount()];
              Arrays.fill(values, start);
              initialValues.put(variable, values);
            });
    return program.build();
  }

  private static float[] random(Variable variable) {
    float[] values = new float[variable.shape().elementCount()];
    RandomStream.of(1, variable.name()).fillUniform(values, values.length, -0.5f, 0.5f);
    return values;
  }

  private Map<Kind, Long> calls(Program program) {
    try (Nd4jWorkspace workspace = new Nd4jWorkspace(OPS, initialValues)) {
      return workspace.compile(program).eachRun().stream()
          .collect(groupingBy(Kernel::kind, counting()));
    }
  }

  /** 10 of the elementwise calls are RMSProp's, for 8 parameters at once. */
  @Test
  void callsOfAStepOfTheDiscriminator() {
    assertThat(calls(step(true, RmsProp.of(1e-3))))
        .isEqualTo(Map.of(Kind.ELEMENTWISE, 52L, Kind.PRODUCT, 42L));
  }

  /** 9 of the elementwise calls are RMSProp's, for 6 parameters at once. */
  @Test
  void callsOfAStepOfTheGenerator() {
    assertThat(calls(step(false, RmsProp.of(1e-3))))
        .isEqualTo(Map.of(Kind.ELEMENTWISE, 38L, Kind.PRODUCT, 28L));
  }

  /** The optimizer's calls are as many for a hundred parameters as for one. */
  @Test
  void updatesOfNeighboursAreJoined() {
    for (Optimizer optimizer : List.of(RmsProp.of(1e-3), RmsProp.pyTorch(1e-3).withMomentum(0.9))) {
      assertThat(optimizerCalls(optimizer, 100)).isEqualTo(optimizerCalls(optimizer, 2));
    }
    // The corrections of the bias are shared; the last is that of the gradient's square.
    assertThat(optimizerCalls(Adam.of(1e-3), 100)).isEqualTo(optimizerCalls(Adam.of(1e-3), 2));
  }

  private long optimizerCalls(Optimizer optimizer, int parameters) {
    return calls(sumOfExponentials(optimizer, parameters)).values().stream()
            .mapToLong(Long::longValue)
            .sum()
        - parameters;
  }

  /** Each parameter's gradient takes one call. */
  private Program sumOfExponentials(Optimizer optimizer, int count) {
    initialValues.clear();
    List<Tensor> parameters = new ArrayList<>();
    List<Tensor> gradients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Tensor parameter = Tensor.variable("p" + i, Shape.of(2 + i % 3, 3));
      parameters.add(parameter);
      gradients.add(parameter.transpose(1, 0).reshape(parameter.shape()));
      initialValues.put((Variable) parameter.op(), random((Variable) parameter.op()));
    }
    Slots slots = new Slots("optimizer");
    List<Tensor> moved = optimizer.update(parameters, gradients, slots);
    Program.Builder program = Program.named("descend");
    for (int i = 0; i < count; i++) {
      program.update((Variable) parameters.get(i).op(), moved.get(i));
    }
    slots.updates().forEach(update -> program.update(update.variable(), update.value()));
    slots.initialValues().forEach((v, s) -> initialValues.put(v, random(v)));
    return program.build();
  }

  /** Variables that lie apart are updated one by one, with the same bits. */
  @Test
  void joiningChangesNoBit() {
    Program program = step(true, RmsProp.of(1e-3));
    Map<Variable, float[]> together = afterFiveSteps(program, initialValues);
    List<Variable> order = new ArrayList<>(initialValues.keySet());
    Collections.reverse(order);
    Map<Variable, float[]> reversed = new LinkedHashMap<>();
    order.forEach(variable -> reversed.put(variable, initialValues.get(variable)));
    Map<Variable, float[]> apart = afterFiveSteps(program, reversed);
    together.forEach((v, value) -> assertThat(apart.get(v)).as(v.name()).isEqualTo(value));
  }

  private static Map<Variable, float[]> afterFiveSteps(
      Program program, Map<Variable, float[]> initialValues) {
    try (Nd4jWorkspace workspace = new Nd4jWorkspace(OPS, initialValues)) {
      float[][] inputs =
          program.inputs().stream()
              .map(input -> random(new Variable(input.name(), input.shape())))
              .toArray(float[][]::new);
      workspace.compile(program).run(inputs, 5, new float[1][]);
      Map<Variable, float[]> values = new LinkedHashMap<>();
      for (Variable variable : initialValues.keySet()) {
        float[] value = new float[variable.shape().elementCount()];
        workspace.read(variable, value);
        values.put(variable, value);
      }
      return values;
    }
  }
}
