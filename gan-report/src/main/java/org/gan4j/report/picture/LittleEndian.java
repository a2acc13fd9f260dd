package org.gan4j.report.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of a file whose numbers have their lowest byte first. */
final class LittleEndian {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  void bytes(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
  }

  void bytes(byte[] values, int from, int length) {
    bytes.write(values, from, length);
  }

  void shorts(int... values) {
    for (int value : values) {
      bytes(value, value >> 8);
    }
  }

  void text(String ascii) {
    bytes.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
