package org.gan4j.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The checksums in a PNG file, one for each of its chunks (ISO/IEC 15948). Java's decoder does not
 * look at them, and makes other pixels of a damaged file.
 */
final class PngChecksums {
  private static final int SIGNATURE_BYTES = 8;
  private static final int TYPE_BYTES = 4;
  private static final String LAST = "IEND";

  private PngChecksums() {}

  /**
   * Reads a file that begins as a PNG up to its last chunk.
   *
   * @throws IOException if a checksum is wrong, or the last chunk is missing
   */
  static void requireRight(Path file) throws IOException {
    CRC32 checksum = new CRC32();
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file)), checksum))) {
      in.skipNBytes(SIGNATURE_BYTES);
      for (String type = ""; !type.equals(LAST); ) {
        long length = Integer.toUnsignedLong(in.readInt());
        checksum.reset();
        type = new String(in.readNBytes(TYPE_BYTES), StandardCharsets.ISO_8859_1);
        in.skipNBytes(length);
        int found = (int) checksum.getValue();
        if (in.readInt() != found) {
          throw new IOException("a checksum is wrong");
        }
      }
    } catch (EOFException e) {
      throw new IOException("its end is missing", e);
    }
  }
}
