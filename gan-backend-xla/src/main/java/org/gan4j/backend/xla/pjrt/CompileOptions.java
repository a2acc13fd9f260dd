package org.gan4j.backend.xla.pjrt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How a program is compiled: for one device, with flags of XLA. Plug-ins take this as the bytes of
 * a protocol buffer ({@code CompileOptionsProto}), and end the process if they cannot read it.
 */
public final class CompileOptions {
  private static final int EXECUTABLE_BUILD_OPTIONS = 3;
  private static final int ENVIRONMENT_OPTION_OVERRIDES = 7;
  private static final int LENGTH_DELIMITED = 2;

  /** One replica (field 4), one partition (5), and no choice of the device (1, which is -1). */
  private static final byte[] ONE_DEVICE = {
    0x08, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0x01, 0x20, 0x01, 0x28, 0x01
  };

  private final byte[] bytes;

  private CompileOptions(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Options with flags of XLA.
   *
   * @param flags by their names without dashes, each a {@link Boolean} or a {@link String}
   */
  public static CompileOptions of(Map<String, Object> flags) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    field(all, EXECUTABLE_BUILD_OPTIONS, ONE_DEVICE);
    flags.forEach((name, value) -> field(all, ENVIRONMENT_OPTION_OVERRIDES, flag(name, value)));
    return new CompileOptions(all.toByteArray());
  }

  /** An entry of a map: its key is field 1, its value field 2. */
  private static byte[] flag(String name, Object value) {
    ByteArrayOutputStream override = new ByteArrayOutputStream();
    if (value instanceof Boolean truth) {
      override.write(2 << 3);
      override.write(truth ? 1 : 0);
    } else {
      field(override, 1, ((String) value).getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    field(entry, 1, name.getBytes(StandardCharsets.UTF_8));
    field(entry, 2, override.toByteArray());
    return entry.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] content) {
    out.write((number << 3) | LENGTH_DELIMITED);
    int length = content.length;
    for (; length > 0x7F; length >>>= 7) {
      out.write((length & 0x7F) | 0x80);
    }
    out.write(length);
    out.writeBytes(content);
  }

  byte[] bytes() {
    return bytes.clone();
  }
}
