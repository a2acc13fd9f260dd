package org.gan4j.benchmarks;

import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.sequential;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Loss;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.optim.RmsProp;
import org.gan4j.optim.Slots;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/** The quadratic experiment's steps as the framework traces them, on any backend. */
final class TracedStep implements AutoCloseable {
  private static final Network GENERATOR =
      sequential(dense(16), leakyRelu(0.2), dense(16), leakyRelu(0.2), dense(2));
  private static final Network DISCRIMINATOR =
      sequential(dense(16), leakyRelu(0.2), dense(16), leakyRelu(0.2), dense(2), dense(1));

  private final Map<Variable, float[]> initialValues = new LinkedHashMap<>();
  private final float[] loss = new float[1];
  private final float[][] outputs = {loss};
  private final Session session;
  private final Executable discriminator;
  private final Executable generator;
  private final float[][] discriminatorInputs;
  private final float[][] generatorInputs;

  TracedStep(Backend backend, float[] real, float[] noise) {
    Program discriminatorStep = trace(true, real.length / 2);
    Program generatorStep = trace(false, real.length / 2);
    session = Session.open(backend, initialValues);
    discriminator = session.compile(discriminatorStep);
    generator = session.compile(generatorStep);
    discriminatorInputs = inputs(discriminatorStep, real, noise);
    generatorInputs = inputs(generatorStep, real, noise);
  }

  private Program trace(boolean discriminatorMoves, int batch) {
    ModelTrace generate = new ModelTrace("generator", GENERATOR, Mode.TRAIN);
    ModelTrace judge = new ModelTrace("discriminator", DISCRIMINATOR, Mode.TRAIN);
    Tensor fake = generate.apply(Tensor.input("noise", Shape.of(batch, 2))).output();
    Tensor realLogits = judge.apply(Tensor.input("real", Shape.of(batch, 2))).output();
    Tensor fakeLogits = judge.apply(fake).output();
    Loss losses = GanLosses.nonSaturating();
    Tensor value =
        discriminatorMoves
            ? losses.discriminator(realLogits, fakeLogits)
            : losses.generator(realLogits, fakeLogits);
    List<Tensor> parameters = (discriminatorMoves ? judge : generate).parameters();
    Slots slots = new Slots(discriminatorMoves ? "optimizer/d" : "optimizer/g");
    List<Tensor> moved =
        RmsProp.of(1e-3).update(parameters, Gradients.of(value, parameters), slots);
    Program.Builder program = Program.named("step").output("loss", value);
    for (int i = 0; i < moved.size(); i++) {
      program.update((Variable) parameters.get(i).op(), moved.get(i));
    }
    slots.updates().forEach(update -> program.update(update.variable(), update.value()));
    for (ModelTrace model : List.of(generate, judge)) {
      model
          .initializers()
          .forEach(
              (variable, initializer) -> {
                float[] values = new float[variable.shape().elementCount()];
                initializer.fill(
                    values, variable.shape(), RandomStream.of(1, "initial/" + variable.name()));
                initialValues.put(variable, values);
              });
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

  private static float[][] inputs(Program program, float[] real, float[] noise) {
    return program.inputs().stream()
        .map(input -> input.name().equals("real") ? real : noise)
        .toArray(float[][]::new);
  }

  /** Takes the discriminator's steps and returns the loss of the last. */
  float discriminatorSteps(int times) {
    discriminator.run(discriminatorInputs, times, outputs);
    return loss[0];
  }

  /** Takes the generator's steps and returns the loss of the last. */
  float generatorSteps(int times) {
    generator.run(generatorInputs, times, outputs);
    return loss[0];
  }

  @Override
  public void close() {
    session.close();
  }
}
