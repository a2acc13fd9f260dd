package org.gan4j.backend.reference;

import java.util.stream.IntStream;

/** Conversions between the precision of backends and that of the interpreter. */
public final class Precision {
  private Precision() {}

  /** The same values in double precision. */
  public static double[] widen(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  /** Writes the values into an array of the same length, each rounded to single precision. */
  public static void narrow(double[] values, float[] into) {
    for (int i = 0; i < values.length; i++) {
      into[i] = (float) values[i];
    }
  }
}
