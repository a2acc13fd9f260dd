package org.gan4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class LogitLossTest {
  @Test
  void exponentialIsWithinTwoUnitsInTheLastPlaceUpToEighty() {
    assertThat(largestError(LogitLoss::exponentialOfMinus, x -> Math.exp(-x), 80)).isLessThan(2);
  }

  @Test
  void exponentialVanishesAboveEighty() {
    assertThat(apply(LogitLoss::exponentialOfMinus, 80.01f)).isZero();
    assertThat(apply(LogitLoss::exponentialOfMinus, Float.POSITIVE_INFINITY)).isZero();
  }

  @Test
  void logarithmIsWithinTwoUnitsInTheLastPlaceUpToOne() {
    assertThat(largestError(LogitLoss::logarithmOfOnePlus, Math::log1p, 1)).isLessThan(2);
  }

  private static double largestError(
      UnaryOperator<FloatVector> function, DoubleUnaryOperator exact, float limit) {
    double largest = 0;
    for (int i = 0; i <= 20_000; i++) {
      float x = limit * i / 20_000;
      double expected = exact.applyAsDouble(x);
      double error = Math.abs(apply(function, x) - expected) / Math.ulp((float) expected);
      largest = Math.max(largest, error);
    }
    return largest;
  }

  private static float apply(UnaryOperator<FloatVector> function, float x) {
    return function.apply(FloatVector.broadcast(DenseKernels.SPECIES, x)).lane(0);
  }
}
