package org.gan4j.data;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The files in a tar archive, one after the other. It knows the fields that tar has had since Unix
 * Version 7, which is what small archives of files with short names use; there is a library for the
 * rest, of a megabyte and with dependencies of its own.
 */
final class Tar {
  private static final int BLOCK = 512;

  private final DataFile file;
  private final long mostBytes;
  private long end;
  private long size;

  /**
   * An archive.
   *
   * @param mostBytes how much it may unpack to
   */
  Tar(DataFile file, long mostBytes) {
    this.file = file;
    this.mostBytes = mostBytes;
  }

  /** The name of the next file, without its folders; none at the end of the archive. */
  Optional<String> next() throws DataFormatException {
    while (true) {
      file.skip(end - file.position());
      byte[] header = file.read(BLOCK);
      if (isZero(header)) {
        return Optional.empty();
      }
      if (number(header, 148, 8) != checksum(header)) {
        throw file.malformed(
            String.format(
                Locale.ROOT,
                "the archive's header at byte %,d is corrupt",
                file.position() - BLOCK));
      }
      size = number(header, 124, 12);
      long blocks = (size + BLOCK - 1) / BLOCK;
      end = file.position() + blocks * BLOCK;
      if (end > mostBytes) {
        throw file.malformed(
            String.format(Locale.ROOT, "the archive unpacks to more than %,d bytes", mostBytes));
      }
      if (header[156] == '0' || header[156] == 0) {
        String name = text(header, 0, 100);
        return Optional.of(name.substring(name.lastIndexOf('/') + 1));
      }
    }
  }

  /** The content of the file that {@link #next} named. */
  byte[] read() throws DataFormatException {
    return file.read(size);
  }

  private static boolean isZero(byte[] header) {
    for (byte b : header) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static long checksum(byte[] header) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    return sum;
  }

  private long number(byte[] header, int from, int length) throws DataFormatException {
    String digits = text(header, from, length).strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
    } catch (NumberFormatException e) {
      throw file.malformed(
          String.format(
              Locale.ROOT, "the archive's header at byte %,d is corrupt", file.position() - BLOCK));
    }
  }

  private static String text(byte[] header, int from, int length) {
    int to = from;
    while (to < from + length && header[to] != 0) {
      to++;
    }
    return new String(header, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
