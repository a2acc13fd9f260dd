package org.gan4j.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The scans of a JPEG file (ITU-T T.81). If a file breaks off between two of them, Java's decoder
 * makes a coarse or grey image of what there is, and says nothing.
 */
final class JpegScans {
  private static final int MARKER = 0xff;
  private static final int PROGRESSIVE = 0xc2;
  private static final int FIRST_RESTART = 0xd0;
  private static final int LAST_RESTART = 0xd7;
  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;

  private final DataInputStream in;

  private JpegScans(DataInputStream in) {
    this.in = in;
  }

  /**
   * Reads a file that begins as a JPEG up to its end. Where the end alone is missing after the only
   * scan, as some cameras leave it, the decoder notices whether the scan is whole.
   *
   * @throws IOException if the file breaks off before
   */
  static void requireEnd(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      new JpegScans(in).requireEnd();
    } catch (EOFException e) {
      throw new IOException("its end is missing", e);
    }
  }

  private void requireEnd() throws IOException {
    int scans = 0;
    boolean progressive = false;
    int marker = nextMarker();
    while (marker != END) {
      if (marker < 0) {
        if (scans == 1 && !progressive) {
          return;
        }
        throw new EOFException();
      }
      progressive |= marker == PROGRESSIVE;
      scans += marker == SCAN ? 1 : 0;
      if (marker != START) {
        in.skipNBytes(Math.max(0, in.readUnsignedShort() - Short.BYTES));
      }
      marker = nextMarker();
    }
  }

  /** The next marker, beyond what lies between: the data of a scan. Less than 0 at the end. */
  private int nextMarker() throws IOException {
    int before = 0;
    int found = in.read();
    while (found >= 0 && !(before == MARKER && isMarker(found))) {
      before = found;
      found = in.read();
    }
    return found;
  }

  private static boolean isMarker(int found) {
    boolean restart = found >= FIRST_RESTART && found <= LAST_RESTART;
    return found != 0 && found != MARKER && !restart;
  }
}
