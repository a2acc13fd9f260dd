package org.gan4j.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.optim.OptimizerPath.GRADIENTS;
import static org.gan4j.optim.OptimizerPath.assertPath;
import static org.gan4j.optim.OptimizerPath.text;
import static org.gan4j.optim.Optimizers.accumulate;
import static org.gan4j.optim.Optimizers.addDecayedWeights;
import static org.gan4j.optim.Optimizers.chain;
import static org.gan4j.optim.Optimizers.clipByGlobalNorm;
import static org.gan4j.optim.Optimizers.clipByValue;
import static org.gan4j.optim.Optimizers.everyKth;
import static org.gan4j.optim.Optimizers.lookahead;
import static org.gan4j.optim.Optimizers.nesterovTrace;
import static org.gan4j.optim.Optimizers.scaleByAdagrad;
import static org.gan4j.optim.Optimizers.scaleByAdam;
import static org.gan4j.optim.Optimizers.scaleByLearningRate;
import static org.gan4j.optim.Optimizers.scaleByRms;
import static org.gan4j.optim.Optimizers.trace;

import java.util.List;
import org.gan4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The pieces and the wrappers against formulas in doubles, and chains against whole optimizers. */
class OptimizersTest {

  @Test
  void chainedPiecesAreTheWholeOptimizersToTheBit() {
    assertSameProgram(chain(scaleByLearningRate(0.1)), Sgd.of(0.1));
    assertSameProgram(chain(trace(0.9), scaleByLearningRate(0.1)), Sgd.of(0.1).withMomentum(0.9));
    assertSameProgram(
        chain(nesterovTrace(0.9), scaleByLearningRate(0.1)), Sgd.of(0.1).withNesterovMomentum(0.9));
    assertSameProgram(
        chain(scaleByRms(0.9, 1e-3), trace(0.5), scaleByLearningRate(0.1)),
        RmsProp.pyTorch(0.1).withDecay(0.9).withEpsilon(1e-3).withMomentum(0.5));
    assertSameProgram(
        chain(clipByGlobalNorm(2), clipByValue(1), scaleByLearningRate(0.1)),
        Clipping.gradientsByGlobalNorm(2, Clipping.gradientsByValue(1, Sgd.of(0.1))));
  }

  @Test
  void piecesThatMultiplyByTheRateLaterAreTheWholeOptimizersAtARateOfOne() {
    assertSameProgram(
        chain(scaleByAdam(0.5, 0.9, 1e-3)), Adam.of(1).withBetas(0.5, 0.9).withEpsilon(1e-3));
    assertSameProgram(chain(scaleByAdagrad(0.1, 1e-10)), Adagrad.of(1).withInitialAccumulator(0.1));
  }

  /** Apart from the names of the slots, which say where they are in the chain. */
  private static void assertSameProgram(Optimizer chain, Optimizer whole) {
    assertThat(text(chain).replaceAll("chain\\d+/", "").replace("velocity", "momentum"))
        .isEqualTo(text(whole).replace("velocity", "momentum"));
  }

  @Test
  void adamOfPiecesWithClippingAndDecoupledWeightDecay() {
    double[] m = {0};
    double[] v = {0};
    assertPath(
        chain(
            clipByGlobalNorm(1),
            scaleByAdam(0.5, 0.9, 0.01),
            addDecayedWeights(0.2),
            scaleByLearningRate(Schedule.linear(0.1, 0.02, 4))),
        (w, g, step) -> {
          double clipped = g / Math.max(1, Math.sqrt(2) * Math.abs(g));
          m[0] = 0.5 * m[0] + 0.5 * clipped;
          v[0] = 0.9 * v[0] + 0.1 * clipped * clipped;
          double mean = m[0] / (1 - Math.pow(0.5, step + 1));
          double square = v[0] / (1 - Math.pow(0.9, step + 1));
          double rate = 0.1 + (0.02 - 0.1) * Math.min(1, step / 4.0);
          return w - rate * (mean / (Math.sqrt(square) + 0.01) + 0.2 * w);
        });
  }

  @Test
  void decayInFrontIsTheGradientOfAPenalty() {
    assertPath(
        chain(addDecayedWeights(0.2), scaleByLearningRate(0.1)),
        (w, g, step) -> w - 0.1 * (g + 0.2 * w));
  }

  @Test
  void equalPiecesAndChainsInChainsHaveSlotsOfTheirOwn() {
    double[] v = {0, 0, 0};
    assertPath(
        chain(trace(0.9), chain(trace(0.9), trace(0.5)), scaleByLearningRate(0.1)),
        (w, g, step) -> {
          v[0] = 0.9 * v[0] + g;
          v[1] = 0.9 * v[1] + v[0];
          v[2] = 0.5 * v[2] + v[1];
          return w - 0.1 * v[2];
        });
  }

  @Test
  void aPieceStandsInFrontOfAnOptimizerThatUsesTheSameNames() {
    double[] v = {0, 0};
    assertPath(
        trace(0.9).before(Sgd.of(0.1).withMomentum(0.5)),
        (w, g, step) -> {
          v[0] = 0.9 * v[0] + g;
          v[1] = 0.5 * v[1] + v[0];
          return w - 0.1 * v[1];
        });
  }

  @Test
  void accumulationMovesByTheMeanOfTheGradientsWhileAdamAndItsScheduleStandStill() {
    double[] m = {0};
    double[] v = {0};
    assertPath(
        accumulate(3, Adam.of(Schedule.exponential(0.1, 0.5, 1)).withBetas(0.5, 0.9)),
        (w, g, step) -> {
          if (step % 3 != 2) {
            return w;
          }
          double mean = (GRADIENTS[step - 2] + GRADIENTS[step - 1] + g) / 3;
          int applied = step / 3;
          m[0] = 0.5 * m[0] + 0.5 * mean;
          v[0] = 0.9 * v[0] + 0.1 * mean * mean;
          double first = m[0] / (1 - Math.pow(0.5, applied + 1));
          double second = v[0] / (1 - Math.pow(0.9, applied + 1));
          return w - 0.1 * Math.pow(0.5, applied) * first / (Math.sqrt(second) + 1e-8);
        });
  }

  @Test
  void everyKthDropsTheGradientsInBetween() {
    double[] v = {0};
    assertPath(
        everyKth(2, Sgd.of(0.1).withMomentum(0.9)),
        (w, g, step) -> {
          if (step % 2 == 0) {
            return w;
          }
          v[0] = 0.9 * v[0] + g;
          return w - 0.1 * v[0];
        });
  }

  @Test
  void lookaheadLetsSlowWeightsFollowFastOnes() {
    double[] v = {0};
    double[] slow = {Double.NaN};
    assertPath(
        lookahead(3, 0.4, Sgd.of(0.1).withMomentum(0.9)),
        (w, g, step) -> {
          if (step == 0) {
            slow[0] = w;
          }
          v[0] = 0.9 * v[0] + g;
          double fast = w - 0.1 * v[0];
          if (step % 3 != 2) {
            return fast;
          }
          slow[0] += 0.4 * (fast - slow[0]);
          return slow[0];
        });
  }

  @Test
  void wrappersNestInAnyOrder() {
    double[] sum = {0};
    double[] slow = {Double.NaN};
    int[] applied = {0};
    assertPath(
        accumulate(2, lookahead(2, 0.5, chain(scaleByLearningRate(0.1)))),
        (w, g, step) -> {
          if (step == 0) {
            slow[0] = w;
          }
          sum[0] += g / 2;
          if (step % 2 == 0) {
            return w;
          }
          double fast = w - 0.1 * sum[0];
          sum[0] = 0;
          if (++applied[0] % 2 == 1) {
            return fast;
          }
          slow[0] += 0.5 * (fast - slow[0]);
          return slow[0];
        });
    assertPath(
        everyKth(2, accumulate(2, Sgd.of(0.1))),
        (w, g, step) -> step % 4 == 3 ? w - 0.1 * (GRADIENTS[step - 2] + g) / 2 : w);
  }

  @Test
  void wrappersOfOneStepAreTheOptimizer() {
    assertPath(accumulate(1, Sgd.of(0.1)), (w, g, step) -> w - 0.1 * g);
    assertPath(everyKth(1, Sgd.of(0.1)), (w, g, step) -> w - 0.1 * g);
    assertPath(lookahead(1, 1, Sgd.of(0.1)), (w, g, step) -> w - 0.1 * g);
  }

  @Test
  void settingsOutOfRangeAreRejected() {
    Optimizer sgd = Sgd.of(1);
    assertThatThrownBy(() -> accumulate(0, sgd))
        .hasMessage("the accumulation of gradients must be 1 to 16,777,216 steps, not 0");
    assertThatThrownBy(() -> everyKth(1 << 25, sgd)).hasMessageContaining("interval");
    assertThatThrownBy(() -> lookahead(-1, 0.5, sgd)).hasMessageContaining("round");
    assertThatThrownBy(() -> lookahead(5, Double.NaN, sgd)).hasMessageContaining("slow rate");
    assertThatThrownBy(() -> lookahead(5, 1.5, sgd))
        .hasMessage("lookahead's slow rate must be at most 1, not 1.5");
    assertThatThrownBy(() -> clipByGlobalNorm(Double.POSITIVE_INFINITY))
        .hasMessageContaining("limit");
    assertThatThrownBy(() -> addDecayedWeights(-1)).hasMessageContaining("weight decay");
    assertThatThrownBy(() -> scaleByAdam(1, 0, 1)).hasMessageContaining("beta1");
    assertThatThrownBy(() -> trace(Double.NaN)).hasMessageContaining("momentum");
    assertThatThrownBy(() -> scaleByLearningRate(1e-50)).hasMessageContaining("learning rate");
  }

  @Test
  @SuppressWarnings("NullAway") // As a caller without null checks might.
  void nullIsRejectedByName() {
    assertThatThrownBy(() -> accumulate(2, null)).hasMessageContaining("accumulated gradients");
    assertThatThrownBy(() -> everyKth(2, null)).hasMessageContaining("k-th step");
    assertThatThrownBy(() -> lookahead(2, 0.5, null)).hasMessageContaining("fast weights");
    assertThatThrownBy(() -> scaleByLearningRate(null)).hasMessageContaining("learning rate");
    assertThatThrownBy(() -> chain(trace(0.5), null)).hasMessageContaining("piece 1 of a chain");
    assertThatThrownBy(() -> GradientTransformation.perParameter(null))
        .hasMessageContaining("rule");
  }

  @Test
  void aPieceThatForgetsParametersIsNamed() {
    GradientTransformation forgetful = (parameters, updates, slots) -> updates.subList(0, 1);
    assertThatThrownBy(() -> text(chain(trace(0.5), forgetful, trace(0.5))))
        .hasMessage(
            "1 updates of a chain's piece 1 for 2 parameters: each parameter needs one, in the"
                + " order of the parameters");
    assertThatThrownBy(() -> text(forgetful.before(Sgd.of(1))))
        .hasMessageContaining("1 updates before an optimizer for 2 parameters");
    Optimizer inner = (parameters, gradients, slots) -> List.<Tensor>of();
    assertThatThrownBy(() -> text(accumulate(2, inner)))
        .hasMessageContaining("0 new values of the inner optimizer for 2 parameters");
  }
}
