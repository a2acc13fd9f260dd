package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.residual;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.nn.Layers.tanh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.gan4j.backend.Session;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Sgd;
import org.gan4j.program.Program;
import org.gan4j.step.BoundStep;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Deep networks: to make a step, to compile and to run it takes neither a stack nor a time that
 * grows with the square of the depth. The timeouts are a hundred times what is needed.
 */
interface DepthConformance extends Fixture {
  long SMALL_STACK = 256 << 10;
  Shape BATCH = Shape.of(3, 2);

  private static <T> T inAThread(long stack, Callable<T> task) throws Exception {
    FutureTask<T> future = new FutureTask<>(task);
    new Thread(null, future, "depth", stack).start();
    return future.get();
  }

  /** The loss before and after a step, all variables starting at 0.1. */
  private List<Float> losses(Step step) {
    Map<Variable, float[]> start = new LinkedHashMap<>();
    step.initialValues()
        .forEach(
            initial -> {
              float[] values = new float[initial.variable().shape().elementCount()];
              Arrays.fill(values, 0.1f);
              start.put(initial.variable(), values);
            });
    try (Session session = Session.open(backend(), start)) {
      float[] x = {1, -0.5f, 0.25f, 0.5f, -1, 2};
      BoundStep bound = new BoundStep(session, step, Map.of("x", x), 0);
      bound.run(0, 1);
      float before = bound.scalar(0);
      bound.run(1, 1);
      assertThat(session.readAll()).hasSameSizeAs(start);
      return List.of(before, bound.scalar(0));
    }
  }

  /** Networks within networks are the caller's own recursion: they alone need a large stack. */
  @Test
  @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
  default void aStepOf5000NestedResidualLayersTakesNoStack() throws Exception {
    Network network = dense(2);
    for (int i = 0; i < 5_000; i++) {
      network = residual(network);
    }
    ModelTrace model = new ModelTrace("net", network, Mode.TRAIN);
    Tensor output = inAThread(64 << 20, () -> model.apply(Tensor.input("x", BATCH)).output());
    List<Float> losses =
        inAThread(
            SMALL_STACK,
            () -> {
              Step.Builder step = Step.named("step");
              ModelTrace scale = step.model("scale", dense(1));
              Tensor loss = scale.apply(output.times(1e-3)).output().square().mean();
              step.minimize("loss", loss, Adam.of(1e-2), scale);
              model.initializers().forEach((v, start) -> step.variable(v.name(), v.shape(), start));
              return losses(step.build());
            });
    assertThat(losses.get(0)).isFinite().isGreaterThan(losses.get(1));
  }

  @Test
  @Timeout(value = 240, threadMode = ThreadMode.SEPARATE_THREAD)
  default void aStepOf2000LayersTakesNoStack() throws Exception {
    List<Network> layers = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      layers.add(residual(sequential(dense(2).withoutBias(), tanh())));
    }
    List<Float> losses =
        inAThread(
            SMALL_STACK,
            () -> {
              Step.Builder step = Step.named("step");
              ModelTrace model = step.model("net", sequential(layers));
              Tensor output = model.apply(Tensor.input("x", BATCH)).output();
              step.minimize("loss", output.square().mean(), Sgd.of(1e-12), model);
              return losses(step.build());
            });
    assertThat(losses.get(0)).isFinite().isPositive();
  }

  @Test
  @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
  default void aChainOfAnyOperationTakesNoStack() throws Exception {
    Tensor selected = Tensor.input("x", BATCH);
    Tensor moved = selected;
    for (int i = 0; i < 3_000; i++) {
      selected = selected.where(selected.isAbove(-1 - i));
      moved = moved.transpose(1, 0).pad(0, 1, 1).slice(0, 1, 3).transpose(1, 0).pad(1, 0, 1);
      moved = moved.slice(1, 0, 2);
    }
    Tensor[] next = new Tensor[2];
    Variable[] variables = {new Variable("a", BATCH), new Variable("b", BATCH)};
    for (int i = 0; i < 2; i++) {
      next[i] = Tensor.of(variables[i]);
      for (int k = 0; k < 3_000; k++) {
        next[i] = next[i].times(0.999).tanh();
      }
    }
    Program program =
        Program.named("chains")
            .output("selected", selected)
            .output("moved", moved)
            .update(variables[0], next[0])
            .update(variables[1], next[1])
            .build();
    Case deep = new Case("chains", program, Values.normal(0.5));
    inAThread(
        SMALL_STACK,
        () -> {
          agreement().check(deep);
          return true;
        });
  }

  /** With as many paths through it as there are ways to choose a factor at each square. */
  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  default void aChainOfSquaresIsCompiled() {
    Tensor power = Tensor.input("x", BATCH);
    for (int i = 0; i < 39; i++) {
      power = power.times(power);
    }
    Program program =
        Program.named("squares")
            .output("power", power.matMul(Tensor.input("w", Shape.of(2, 2))))
            .output("other", power.plus(1).maxOver(0))
            .build();
    agreement().check(new Case("squares", program, Values.normal(0.5)));
  }
}
