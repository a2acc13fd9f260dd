package org.gan4j.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** A PNG or JPEG file, decoded. */
final class Picture {
  private static final Set<String> FORMATS = Set.of("png", "jpeg");

  /** More than any camera of today has, and 400 MB decoded. */
  private static final long MOST_PIXELS = 100_000_000;

  private static final int LONGEST_SIDE = 65_535;

  private static final String EXPECTED =
      String.format(
          Locale.ROOT,
          "a PNG or JPEG image of at most %,d pixels, %,d to a side",
          MOST_PIXELS,
          LONGEST_SIDE);

  /** Of the JDK's decoder, which fills up what is missing. */
  private static final String CUT_OFF_JPEG = "remature end";

  private final BufferedImage image;

  /** What is made of a picture. */
  interface Use<T> {
    T of(Picture picture) throws IOException;
  }

  private Picture(BufferedImage image) {
    this.image = image;
  }

  /**
   * Decodes a file, after a look at the size that its header says.
   *
   * @throws DataFormatException if it is no such image, says to be huge, or is too large for the
   *     memory of this JVM
   */
  static Picture read(Path file) throws IOException {
    return read(file, DecodingMemory.ofThisJvm(), picture -> picture);
  }

  /**
   * Decodes a file as {@link #read(Path)} does, and makes something of it.
   *
   * @param memory shared by all that decode at the same time; waited for
   */
  static <T> T read(Path file, DecodingMemory memory, Use<T> use) throws IOException {
    if (Files.size(file) == 0) {
      throw unreadable(file, "it is empty");
    }
    // Not by its File, which some locales cannot name.
    try (InputStream bytes = Files.newInputStream(file);
        ImageInputStream input = new MemoryCacheImageInputStream(bytes)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      ImageReader reader = readers.hasNext() ? readers.next() : null;
      if (reader == null || !FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        throw unreadable(file, "it is something else, whatever its name");
      }
      try {
        reader.setInput(input, true, true);
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
          throw unreadable(
              file, String.format(Locale.ROOT, "its header says %,d by %,d pixels", width, height));
        }
        if (reader.getFormatName().equalsIgnoreCase("png")) {
          PngChecksums.requireRight(file);
        } else {
          JpegScans.requireEnd(file);
        }
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        int taken = memory.take(width * height);
        try {
          BufferedImage image = reader.read(0);
          if (warnings.stream().anyMatch(warning -> warning.contains(CUT_OFF_JPEG))) {
            throw unreadable(file, "it is cut off");
          }
          return use.of(new Picture(image));
        } finally {
          memory.giveBack(taken);
        }
      } finally {
        reader.dispose();
      }
    } catch (DataFormatException e) {
      throw e;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (isLackOfMemory(e)) {
        throw new DataFormatException(
            file,
            "it is too large for the memory of this JVM",
            EXPECTED,
            "give the JVM more memory with -Xmx, or make the image smaller");
      }
      // Decoders are known to throw more than IOException at corrupt files.
      throw unreadable(
          file, "it is cut off, corrupt, or of an unusual kind (" + e.getMessage() + ")");
    }
  }

  /** One decoder hides it in an exception. */
  private static boolean isLackOfMemory(@Nullable Throwable failure) {
    return failure != null
        && (failure instanceof OutOfMemoryError || isLackOfMemory(failure.getCause()));
  }

  private static DataFormatException unreadable(Path file, String found) {
    return new DataFormatException(
        file, found, EXPECTED, "remove the file, or save it anew as RGB or grey");
  }

  int height() {
    return image.getHeight();
  }

  int width() {
    return image.getWidth();
  }

  /**
   * The largest part in the middle that has these proportions, brought to this size.
   *
   * @param channels 3 for red, green and blue; 1 for grey
   * @return {@code [height, width, channels]}, row-major
   */
  byte[] cropped(int height, int width, int channels) {
    double scale = Math.min((double) height() / height, (double) width() / width);
    Resampling across =
        new Resampling(width(), Math.floor((width() - width * scale) / 2), scale, width);
    Resampling down =
        new Resampling(height(), Math.floor((height() - height * scale) / 2), scale, height);
    float[] row = new float[(across.high() - across.low()) * channels];
    float[] narrow = new float[(down.high() - down.low()) * width * channels];
    for (int y = down.low(); y < down.high(); y++) {
      readRow(across.low(), y, row, channels);
      across.apply(row, narrow, (y - down.low()) * width * channels, channels);
    }
    float[] result = new float[height * width * channels];
    down.apply(narrow, result, 0, width * channels);
    byte[] bytes = new byte[result.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(Math.max(0, Math.min(255, result[i])));
    }
    return bytes;
  }

  /** Transparent pixels are laid on white. */
  private void readRow(int from, int y, float[] row, int channels) {
    int count = row.length / channels;
    int[] pixels =
        switch (colours()) {
          case ColorSpace.TYPE_GRAY -> greyRow(from, y, count);
          case ColorSpace.TYPE_CMYK -> inkRow(from, y, count);
          default -> image.getRGB(from, y, count, 1, null, 0, count);
        };
    for (int x = 0; x < count; x++) {
      float alpha = (pixels[x] >>> 24) / 255f;
      float red = onWhite(pixels[x] >> 16, alpha);
      float green = onWhite(pixels[x] >> 8, alpha);
      float blue = onWhite(pixels[x], alpha);
      if (channels == 1) {
        row[x] = 0.299f * red + 0.587f * green + 0.114f * blue;
      } else {
        row[3 * x] = red;
        row[3 * x + 1] = green;
        row[3 * x + 2] = blue;
      }
    }
  }

  private static float onWhite(int value, float alpha) {
    return 255 + alpha * ((value & 0xff) - 255);
  }

  /**
   * The kind of the colours. Java takes grey and inks for linear light, and getRGB would brighten
   * them.
   */
  private int colours() {
    return image.getColorModel() instanceof ComponentColorModel model
        ? model.getColorSpace().getType()
        : ColorSpace.TYPE_RGB;
  }

  private int[] greyRow(int from, int y, int count) {
    int bands = image.getRaster().getNumBands();
    int drop = image.getColorModel().getComponentSize(0) - 8;
    int[] samples = image.getRaster().getPixels(from, y, count, 1, (int[]) null);
    int[] pixels = new int[count];
    for (int x = 0; x < count; x++) {
      int value = samples[x * bands] >> drop;
      int alpha = bands == 1 ? 0xff : samples[x * bands + 1] >> drop;
      pixels[x] = alpha << 24 | value << 16 | value << 8 | value;
    }
    return pixels;
  }

  /** Cyan, magenta, yellow and black, of which each takes its share of the light. */
  private int[] inkRow(int from, int y, int count) {
    int[] inks = image.getRaster().getPixels(from, y, count, 1, (int[]) null);
    int[] pixels = new int[count];
    for (int x = 0; x < count; x++) {
      int light = 255 - inks[4 * x + 3];
      pixels[x] = 0xff;
      for (int ink = 0; ink < 3; ink++) {
        pixels[x] = pixels[x] << 8 | Math.round(light * (255 - inks[4 * x + ink]) / 255f);
      }
    }
    return pixels;
  }
}
