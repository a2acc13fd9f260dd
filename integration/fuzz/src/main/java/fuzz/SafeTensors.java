package fuzz;

import java.io.IOException;

/** Fuzzes that reader. */
public final class SafeTensors {
  private static final Damaged DAMAGED = new Damaged("weights.safetensors");

  private SafeTensors() {}

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    DAMAGED.read(input, org.gan4j.train.SafeTensors::readAll);
  }
}
