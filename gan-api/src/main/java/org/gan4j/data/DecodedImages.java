package org.gan4j.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.gan4j.check.Check;
import org.gan4j.file.AtomicFile;
import org.gan4j.tensor.Shape;

/**
 * Images kept in a file as they are in memory, so that they need not be decoded again. The file is
 * mapped into memory rather than read: it takes none of the Java heap, and what is not used for
 * long leaves the memory. Who cuts the file off while it is in use ends that use with an error.
 *
 * <pre>{@code
 * ImageFolder folder = ImageFolder.of(Path.of("faces")).withSize(64, 64);
 * Path kept = Path.of("faces.decoded");
 * String fingerprint = folder.fingerprint();
 * if (DecodedImages.find(kept, fingerprint).isEmpty()) {
 *   DecodedImages.write(kept, folder.read(), fingerprint);
 * }
 * Images faces = DecodedImages.find(kept, fingerprint).orElseThrow();
 * }</pre>
 *
 * <p>The file holds, big-endian: the 8 bytes {@code gan4jimg}; as 4 bytes each the version of the
 * format, 1, the images' height, width and channels, how many there are, and their classes; the
 * CRC-32C of pixels and labels; the 64 bytes of what tells the images from others; the CRC-32C of
 * all before; the labels, a byte each; and the pixels.
 */
public final class DecodedImages {
  private static final ByteBuffer MAGIC =
      ByteBuffer.wrap("gan4jimg".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();
  private static final int VERSION = 1;
  private static final int FINGERPRINT_BYTES = 64;
  private static final int BUFFER_BYTES = 1 << 16;

  /** What the last number of the header is the checksum of. */
  private static final int SUMMED = 8 + 7 * Integer.BYTES + FINGERPRINT_BYTES;

  private static final int HEADER_BYTES = SUMMED + Integer.BYTES;

  private DecodedImages() {}

  /**
   * Writes images to a file, whole or not at all; another one there is replaced.
   *
   * @param fingerprint what tells them from others, such as {@link ImageFolder#fingerprint}: 1 to
   *     64 ASCII characters
   * @throws IOException if the file cannot be written; the message names it
   */
  public static void write(Path file, Images images, String fingerprint) throws IOException {
    Check.given("file", file);
    Check.given("images", images);
    requireFingerprint(fingerprint);
    ByteBuffer header = header(images, fingerprint);
    AtomicFile.write(
        file,
        partial -> {
          try (OutputStream stream = Files.newOutputStream(partial);
              WritableByteChannel channel =
                  Channels.newChannel(new BufferedOutputStream(stream, BUFFER_BYTES))) {
            channel.write(header);
            for (int label : images.labels()) {
              channel.write(ByteBuffer.allocate(1).put((byte) label).flip());
            }
            for (int i = 0; i < images.size(); i++) {
              channel.write(images.pixels(i));
            }
          }
        });
  }

  /**
   * The images in a file, mapped into memory.
   *
   * @param fingerprint with which they were written
   * @return nothing if there is no such file, or it holds images with another fingerprint
   * @throws DataFormatException if the file is damaged, cut off or something else
   */
  public static Optional<Images> find(Path file, String fingerprint) throws IOException {
    Check.given("file", file);
    requireFingerprint(fingerprint);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Header header = Header.read(channel, file);
      if (!header.fingerprint.equals(fingerprint)) {
        return Optional.empty();
      }
      return Optional.of(mapped(channel, header, file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Images mapped(FileChannel channel, Header header, Path file) throws IOException {
    long labelsEnd = HEADER_BYTES + (long) header.count;
    long pixelCount = (long) header.count * header.shape.elementCount();
    if (channel.size() != labelsEnd + pixelCount) {
      throw damaged(file, "it is %,d bytes long".formatted(channel.size()));
    }
    byte[] labels = new byte[header.count];
    channel.map(MapMode.READ_ONLY, HEADER_BYTES, header.count).get(labels);
    ByteBuffer pixels = channel.map(MapMode.READ_ONLY, labelsEnd, pixelCount);
    Images images;
    try {
      images = Images.owning(header.shape, pixels, labels, header.classes, List.of());
    } catch (IllegalArgumentException e) {
      throw damaged(file, String.valueOf(e.getMessage()));
    }
    if (contentSum(images) != header.contentSum) {
      throw damaged(file, "its checksum is wrong");
    }
    return images;
  }

  private static ByteBuffer header(Images images, String fingerprint) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).put(MAGIC.duplicate()).putInt(VERSION);
    images.rowShape().sizes().forEach(header::putInt);
    header.putInt(images.size()).putInt(images.classes());
    header
        .putInt(contentSum(images))
        .put(Arrays.copyOf(fingerprint.getBytes(StandardCharsets.US_ASCII), FINGERPRINT_BYTES));
    return header.putInt(checksum(header.duplicate().flip())).flip();
  }

  private static int contentSum(Images images) {
    return Integer.parseUnsignedInt(images.fingerprint(), 16);
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  private static void requireFingerprint(String fingerprint) {
    Check.given("fingerprint", fingerprint);
    if (!fingerprint.matches("[!-~]{1,%d}".formatted(FINGERPRINT_BYTES))) {
      throw new IllegalArgumentException(
          "a fingerprint is 1 to %d ASCII characters without blanks, not \"%s\""
              .formatted(FINGERPRINT_BYTES, fingerprint));
    }
  }

  private static DataFormatException damaged(Path file, String found) {
    return new DataFormatException(
        file,
        found,
        "images as DecodedImages.write leaves them",
        "remove the file, and make it again of the images");
  }

  /** What a file says of the images in it. */
  private record Header(Shape shape, int count, int classes, int contentSum, String fingerprint) {

    static Header read(FileChannel channel, Path file) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES);
      int read = 0;
      while (read >= 0 && bytes.hasRemaining()) {
        read = channel.read(bytes);
      }
      bytes.flip();
      if (!bytes.duplicate().limit(Math.min(MAGIC.limit(), bytes.limit())).equals(MAGIC)) {
        throw damaged(file, "it begins with other bytes");
      }
      if (bytes.limit() < HEADER_BYTES
          || checksum(bytes.duplicate().limit(SUMMED)) != bytes.getInt(SUMMED)) {
        throw damaged(file, "its header is cut off or damaged");
      }
      bytes.position(MAGIC.limit());
      if (bytes.getInt() != VERSION) {
        throw damaged(file, "it is of another version");
      }
      int height = bytes.getInt();
      int width = bytes.getInt();
      int channels = bytes.getInt();
      int count = bytes.getInt();
      if (Math.min(Math.min(height, width), Math.min(channels, count)) < 1
          || (double) height * width * channels * count > Integer.MAX_VALUE) {
        throw damaged(file, "its header says %s images %s by %s".formatted(count, height, width));
      }
      Shape shape = Shape.of(height, width, channels);
      return new Header(shape, count, bytes.getInt(), bytes.getInt(), ascii(bytes));
    }

    private static String ascii(ByteBuffer bytes) {
      byte[] padded = new byte[FINGERPRINT_BYTES];
      bytes.get(padded);
      return new String(padded, StandardCharsets.US_ASCII).replace("\0", "");
    }
  }
}
