package org.gan4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The double-precision definitions that every backend is held against. */
class ElementwiseDefinitionsTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** Values of erf from the C library. */
  @ParameterizedTest
  @CsvSource({
    "1e-300, 1.1283791670955126e-300",
    "1e-5, 1.1283791670579e-05",
    "0.1, 0.1124629160182849",
    "0.5, 0.5204998778130465",
    "1, 0.8427007929497149",
    "1.5, 0.9661051464753108",
    "2, 0.9953222650189527",
    "2.4999, 0.9995928300996666",
    "2.5, 0.999593047982555",
    "2.5001, 0.9995932657565293",
    "3, 0.9999779095030014",
    "4, 0.9999999845827421",
    "5, 0.9999999999984626",
    "6, 1",
    "7, 1"
  })
  void theErrorFunctionIsAccurateTo14Digits(double x, double expected) {
    assertThat(Unary.ERF.apply(x)).isCloseTo(expected, within(1e-14 * expected));
    assertThat(Unary.ERF.apply(-x)).isEqualTo(-Unary.ERF.apply(x));
  }

  @Test
  void functionsDoNotOverflowOnTheWay() {
    assertThat(Unary.SIGMOID.apply(-1_000)).isZero();
    assertThat(Unary.SIGMOID.apply(1_000)).isEqualTo(1);
    assertThat(Unary.SIGMOID.apply(-700)).isEqualTo(Math.exp(-700));
    assertThat(Unary.SOFTPLUS.apply(1_000)).isEqualTo(1_000);
    assertThat(Unary.SOFTPLUS.apply(-700)).isEqualTo(Math.exp(-700));
    assertThat(Unary.SOFTPLUS.apply(0)).isCloseTo(Math.log(2), within(1e-16));
    assertThat(Unary.SOFTPLUS.apply(INFINITY)).isEqualTo(INFINITY);
    assertThat(Unary.SOFTPLUS.apply(-INFINITY)).isZero();
    assertThat(Unary.ERF.apply(-INFINITY)).isEqualTo(-1);
  }

  @Test
  void everyFunctionOfOneOperandKeepsNaN() {
    for (Unary op : Unary.values()) {
      assertThat(op.apply(NAN)).as(op.print()).isNaN();
    }
  }

  @Test
  void arithmeticAndExtremesKeepNaNAndComparisonsAreFalse() {
    for (Binary op : Binary.values()) {
      for (double other : new double[] {0, 1, -INFINITY, NAN}) {
        Double expected = op.isComparison() ? 0 : NAN;
        assertThat(op.apply(NAN, other)).as(op.print()).isEqualTo(expected);
        assertThat(op.apply(other, NAN)).as(op.print()).isEqualTo(expected);
      }
    }
  }

  @Test
  void comparisonsOfEqualAndUnequalOperands() {
    assertThat(Binary.GREATER.apply(2, 1)).isEqualTo(1);
    assertThat(Binary.GREATER.apply(1, 1)).isZero();
    assertThat(Binary.GREATER_EQUAL.apply(1, 1)).isEqualTo(1);
    assertThat(Binary.GREATER_EQUAL.apply(1, 2)).isZero();
    assertThat(Binary.EQUAL.apply(-0.0, 0.0)).isEqualTo(1);
    assertThat(Binary.EQUAL.apply(1, 2)).isZero();
  }
}
