package org.gan4j.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.autodiff.Gradients;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Gradients accumulated over small batches move the parameters as one large batch does. */
class LargeBatchTest {
  private static final int ROWS = 16;
  private static final int COLUMNS = 3;
  private static final int EPOCHS = 4;

  /** Fits a linear function to rows, a batch at a time, and gives all variables at the end. */
  private static Map<String, float[]> fitted(Optimizer optimizer, int batch) {
    Tensor weights = Tensor.variable("weights", Shape.of(COLUMNS, 1));
    Tensor x = Tensor.input("x", Shape.of(batch, COLUMNS));
    Tensor y = Tensor.input("y", Shape.of(batch, 1));
    Tensor loss = x.matMul(weights).minus(y).square().mean();
    Slots slots = new Slots("optimizer");
    List<Tensor> parameters = List.of(weights);
    Tensor moved = optimizer.update(parameters, Gradients.of(loss, parameters), slots).get(0);
    Program.Builder program = Program.named("step").update((Variable) weights.op(), moved);
    slots.updates().forEach(u -> program.update(u.variable(), u.value()));
    Map<Variable, float[]> initial = OptimizerPath.initialValues(slots);
    initial.put((Variable) weights.op(), new float[COLUMNS]);

    float[] allX = new float[ROWS * COLUMNS];
    float[] allY = new float[ROWS];
    RandomStream.of(1, "x").fillGaussian(allX, allX.length);
    RandomStream.of(1, "y").fillGaussian(allY, allY.length);
    Map<String, float[]> values = new LinkedHashMap<>();
    try (Session session = Session.open(new ReferenceBackend(), initial)) {
      Executable step = session.compile(program.build());
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        for (int row = 0; row < ROWS; row += batch) {
          step.run(
              Map.of(
                  "x", Arrays.copyOfRange(allX, row * COLUMNS, (row + batch) * COLUMNS),
                  "y", Arrays.copyOfRange(allY, row, row + batch)));
        }
      }
      session.variables().forEach(v -> values.put(v.name(), session.read(v)));
    }
    return values;
  }

  @Test
  void accumulatedGradientsAreThoseOfOneLargeBatch() {
    Adam adam = Adam.of(Schedule.linear(0.1, 0.01, EPOCHS));
    Map<String, float[]> large = fitted(adam, ROWS);
    Map<String, float[]> small = fitted(Optimizers.accumulate(4, adam), ROWS / 4);
    assertThat(small.get("weights")).isNotEqualTo(new float[COLUMNS]);
    large.forEach(
        (name, values) ->
            assertThat(small.get(name.replace("optimizer/", "optimizer/inner/")))
                .as(name)
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(values));
    assertThat(small.get("optimizer/inner/meanWeight"))
        .as("after as many Adam steps as epochs")
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly((float) (1 - Math.pow(0.9, EPOCHS)));
  }
}
