package org.gan4j.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.gan4j.file.Sha256;

/**
 * A file of data read from its start to its end: unpacked if it is gzip, whatever its name, and
 * hashed. Whatever goes wrong is a {@link DataFormatException}. No memory is taken that the file's
 * length does not account for, and nothing is unpacked beyond what is asked for.
 */
final class DataFile implements AutoCloseable {
  /** The most that deflate can make of a byte. */
  private static final long BEST_COMPRESSION = 1032;

  private static final int SCRAP = 1 << 14;

  private final Path path;
  private final String expected;
  private final String fix;
  private final MessageDigest digest;
  private final InputStream packed;
  private final InputStream content;
  private final long bound;
  private long position;

  private DataFile(Path path, String expected, String fix) throws IOException {
    this.path = path;
    this.expected = expected;
    this.fix = fix;
    this.digest = Sha256.newDigest();
    PushbackInputStream start =
        new PushbackInputStream(
            new DigestInputStream(new BufferedInputStream(Files.newInputStream(path)), digest), 2);
    this.packed = start;
    try {
      byte[] magic = start.readNBytes(2);
      start.unread(magic);
      boolean gzip = magic.length == 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
      this.bound = Files.size(path) * (gzip ? BEST_COMPRESSION : 1);
      this.content = gzip ? new GZIPInputStream(start, SCRAP) : start;
    } catch (IOException | RuntimeException e) {
      start.close();
      throw e;
    }
  }

  /**
   * Opens a file.
   *
   * @param expected what it should be
   * @param fix what to do if it is not
   */
  static DataFile open(Path path, String expected, String fix) throws DataFormatException {
    try {
      return new DataFile(path, expected, fix);
    } catch (IOException e) {
      throw new DataFormatException(path, problem(e), expected, fix);
    }
  }

  /** What a failure to read means. */
  static String problem(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (failure instanceof EOFException) {
      return "its gzip data break off: the file is cut off";
    }
    if (failure instanceof ZipException) {
      return "its gzip data are corrupt (%s)".formatted(failure.getMessage());
    }
    return "it cannot be read (%s)".formatted(failure);
  }

  Path path() {
    return path;
  }

  /** How many bytes have been read, after unpacking. */
  long position() {
    return position;
  }

  /** The next bytes, so many. */
  byte[] read(long count) throws DataFormatException {
    if (count > bound - position) {
      throw malformed(
          String.format(
                  Locale.ROOT,
                  "it should go on for %,d bytes, more than a file of its length holds: it is cut off",
                  count)
              + " or its header is corrupt");
    }
    if (count > Math.min(Integer.MAX_VALUE - 64, Runtime.getRuntime().maxMemory())) {
      throw new DataFormatException(
          path,
          String.format(Locale.ROOT, "it holds %,d bytes, more than the memory of this JVM", count),
          expected,
          "give the JVM more memory with -Xmx, or make the data smaller");
    }
    byte[] bytes = new byte[(int) count];
    int length = fill(bytes);
    if (length < count) {
      throw malformed(
          String.format(
              Locale.ROOT,
              "it is cut off: it should go on for %,d bytes, but has %,d",
              count,
              length));
    }
    return bytes;
  }

  /** The next four bytes as a number, most significant first. */
  int readInt() throws DataFormatException {
    return ByteBuffer.wrap(read(4)).getInt();
  }

  /** Leaves out the next bytes. */
  void skip(long count) throws DataFormatException {
    for (long left = count; left > 0; left -= SCRAP) {
      read(Math.min(left, SCRAP));
    }
  }

  private int fill(byte[] bytes) throws DataFormatException {
    try {
      int length = content.readNBytes(bytes, 0, bytes.length);
      position += length;
      return length;
    } catch (IOException e) {
      throw malformed(problem(e));
    }
  }

  /** Whether all has been read; then a gzip file's check sum was right. */
  boolean atEnd() throws DataFormatException {
    return fill(new byte[1]) == 0;
  }

  /** Leaves out the rest, which ends before a position; then a gzip file's check sum was right. */
  void skipToEnd(long mostBytes) throws DataFormatException {
    byte[] scrap = new byte[SCRAP];
    while (fill(scrap) > 0) {
      if (position > mostBytes) {
        throw malformed(String.format(Locale.ROOT, "it unpacks to more than %,d bytes", mostBytes));
      }
    }
  }

  /** Whether this is one of the published files. Nothing can be read after. */
  Provenance provenance(List<PublishedFile> published) throws DataFormatException {
    try {
      packed.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw malformed(problem(e));
    }
    return Provenance.of(path, digest, published);
  }

  /** What is wrong with this file. */
  DataFormatException malformed(String found) {
    return new DataFormatException(path, found, expected, fix);
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
