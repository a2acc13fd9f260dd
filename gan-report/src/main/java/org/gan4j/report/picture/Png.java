package org.gan4j.report.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.gan4j.file.AtomicFile;

/**
 * Images as PNG files. ImageIO's take 3 times as long to write, most of it spent on rows of plain
 * background, which need no filter and little search.
 */
public final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int BITS = 8;
  private static final int RGB = 2;
  private static final int LEVEL = 3;
  private static final int BUFFER = 1 << 16;

  private Png() {}

  /** Writes an image of type {@code INT_RGB} to a file that appears only when it is whole. */
  public static void write(Path path, BufferedImage image) throws IOException {
    byte[] bytes = encode(image);
    AtomicFile.write(path, file -> Files.write(file, bytes));
  }

  /** The bytes of the file. */
  public static byte[] encode(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(SIGNATURE);
    chunk(out, "IHDR", header(image));
    chunk(out, "IDAT", pixels(image));
    chunk(out, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static byte[] header(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(image.getWidth());
    out.writeInt(image.getHeight());
    out.write(new byte[] {BITS, RGB, 0, 0, 0});
    return bytes.toByteArray();
  }

  private static byte[] pixels(BufferedImage image) throws IOException {
    int width = image.getWidth();
    int[] colors = Pixels.of(image);
    byte[] row = new byte[1 + 3 * width];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
    Deflater deflater = new Deflater(LEVEL);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, BUFFER)) {
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0, at = 1; x < width; x++) {
          int color = colors[y * width + x];
          row[at++] = (byte) (color >> 16);
          row[at++] = (byte) (color >> 8);
          row[at++] = (byte) color;
        }
        out.write(row);
      }
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) sum.getValue());
  }
}
