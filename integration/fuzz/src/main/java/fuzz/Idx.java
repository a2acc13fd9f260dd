package fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import org.gan4j.data.Mnist;

/** Fuzzes the reader of images in the IDX format, which are read with two labels. */
public final class Idx {
  private static final Damaged DAMAGED = new Damaged("train-images-idx3-ubyte");

  private Idx() {}

  public static void fuzzerInitialize() throws IOException {
    byte[] labels = ByteBuffer.allocate(10).putInt(0x801).putInt(2).put((byte) 7).array();
    Files.write(DAMAGED.folder().resolve("train-labels-idx1-ubyte"), labels);
  }

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    DAMAGED.read(input, file -> Mnist.read(DAMAGED.folder()));
  }
}
