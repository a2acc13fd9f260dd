package fuzz;

import java.io.IOException;

/** Fuzzes that reader. */
public final class Csv {
  private static final Damaged DAMAGED = new Damaged("samples.csv");

  private Csv() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    DAMAGED.read(input, org.gan4j.data.Csv::read);
  }
}
