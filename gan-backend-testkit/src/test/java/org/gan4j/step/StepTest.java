package org.gan4j.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.train.Scheme.draw;
import static org.gan4j.train.Scheme.repeat;
import static org.gan4j.train.Scheme.run;

import java.util.Map;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.data.Samples;
import org.gan4j.nn.ModelTrace;
import org.gan4j.optim.Adam;
import org.gan4j.optim.Sgd;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.gan4j.train.Feed;
import org.gan4j.train.Scheme;
import org.gan4j.train.Trained;
import org.gan4j.train.Training;
import org.junit.jupiter.api.Test;

class StepTest {
  /** Row {@code k} of all batches together, so that small batches are parts of large ones. */
  private static Samples numbered(int batchSize) {
    return new Samples() {
      @Override
      public Shape rowShape() {
        return Shape.of(2);
      }

      @Override
      public void fill(float[] rows, int count, org.gan4j.random.RandomStream stream) {
        for (int i = 0; i < count; i++) {
          double row = (double) stream.step() * batchSize + i;
          rows[2 * i] = (float) Math.sin(row);
          rows[2 * i + 1] = (float) Math.cos(3 * row);
        }
      }
    };
  }

  private static Tensor loss(ModelTrace model, int batchSize) {
    return model.apply(Tensor.input("x", Shape.of(batchSize, 2))).output().minus(1).square().mean();
  }

  private static Map<Variable, float[]> trained(Scheme scheme, int iterations) {
    try (Trained trained =
        Training.of(scheme).withIterations(iterations).run(new ReferenceBackend())) {
      return trained.weights();
    }
  }

  @Test
  void gradientsCollectedInPartsMoveAsThoseOfTheWholeBatch() {
    Step.Builder whole = Step.named("whole");
    ModelTrace model = whole.model("line", dense(3));
    whole.minimize("loss", loss(model, 8), Adam.of(0.05), model);
    Map<Variable, float[]> expected =
        trained(Scheme.of(draw(Feed.of("x", numbered(8), 8)), run(whole.build())), 5);

    Step.Builder part = Step.named("part");
    ModelTrace same = part.model("line", dense(3));
    GradientSum sum = part.collect("loss", loss(same, 2), 4, same);
    Map<Variable, float[]> actual =
        trained(
            Scheme.of(
                repeat(4, draw(Feed.of("x", numbered(2), 2)), run(part.build())),
                run(sum.appliedBy(Adam.of(0.05)))),
            5);
    expected.forEach(
        (variable, values) ->
            assertThat(actual.get(variable))
                .as(variable.name())
                .containsExactly(values, within(1e-6f)));
    assertThat(actual.get(new Variable("collected/line/bias", Shape.of(3)))).containsOnly(0);
  }

  @Test
  void modelsMinimizedTogetherHaveOneOptimizer() {
    Step.Builder step = Step.named("both");
    ModelTrace one = step.model("one", dense(1));
    ModelTrace other = step.model("other", dense(1));
    Step both =
        step.minimize("loss", loss(one, 4).plus(loss(other, 4)), Adam.of(0.1), one, other).build();
    assertThat(both.initialValues())
        .extracting(value -> value.variable().name())
        .contains(
            "optimizer/one+other/meanWeight",
            "optimizer/one+other/one/kernel/mean",
            "optimizer/one+other/other/kernel/mean");
  }

  @Test
  void anAverageNeedsAMovingModel() {
    Step.Builder step = Step.named("still");
    ModelTrace model = step.model("line", dense(1));
    step.output("loss", loss(model, 4));
    assertThatThrownBy(() -> step.average(model, 0.9))
        .hasMessage(
            "line/kernel cannot be averaged in a step that does not move it: minimize before");
    assertThatThrownBy(() -> step.average(model, 1)).hasMessageContaining("in [0, 1), not 1.0");
  }

  @Test
  void aLossIsAScalarThatDependsOnWhatIsMoved() {
    Step.Builder step = Step.named("step");
    ModelTrace model = step.model("line", dense(1));
    Tensor y = model.apply(Tensor.input("x", Shape.of(4, 2))).output();
    Sgd sgd = Sgd.of(1);
    assertThatThrownBy(() -> step.minimize("loss", y, sgd, model))
        .hasMessage(
            """
            loss loss of step step: a loss is a scalar, this one has shape [4, 1]
              fix: take its mean()""");
    assertThatThrownBy(() -> step.minimize("loss", Tensor.scalar(1), sgd, model))
        .hasMessage(
            "loss loss of step step depends on no parameter of line, so nothing could be learned from it");
  }

  @Test
  void everyVariableHasAFirstValue() {
    Step.Builder step = Step.named("step");
    step.output("loss", Tensor.variable("mine", Shape.SCALAR));
    assertThatThrownBy(step::build)
        .hasMessage(
            """
            step step has a variable mine of shape [] that nothing gives a first value
              fix: make it with Scope.parameter, Slots.of or Step.Builder.variable""");
  }
}
