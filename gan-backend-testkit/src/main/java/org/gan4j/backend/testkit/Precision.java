package org.gan4j.backend.testkit;

import java.util.stream.IntStream;

/** Conversions between the precision of backends and that of the oracle. */
final class Precision {
  private Precision() {}

  static double[] widen(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  static void narrow(double[] values, float[] into) {
    for (int i = 0; i < values.length; i++) {
      into[i] = (float) values[i];
    }
  }
}
