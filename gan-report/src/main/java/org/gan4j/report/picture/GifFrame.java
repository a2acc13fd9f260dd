package org.gan4j.report.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A frame of an animation, compressed as GIF has it (LZW with codes of at most 12 bits), so that
 * all frames of a run can wait in memory for its end.
 */
public final class GifFrame {
  private static final int COLOR_BITS = 8;
  private static final int CLEAR = 1 << COLOR_BITS;
  private static final int END = CLEAR + 1;
  private static final int CODES = 1 << 12;

  private final int width;
  private final int height;
  private final int[] palette;
  private final byte[] data;

  private GifFrame(int width, int height, int[] palette, byte[] data) {
    this.width = width;
    this.height = height;
    this.palette = palette;
    this.data = data;
  }

  /** An image of type {@code INT_RGB} as a frame. */
  public static GifFrame of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = Pixels.of(image);
    Palette palette = Palette.of(pixels);
    return new GifFrame(width, height, palette.colors(), compress(palette.places(pixels)));
  }

  private static byte[] compress(byte[] pixels) {
    Codes out = new Codes();
    short[] codeOf = new short[CODES << COLOR_BITS];
    int next = END + 1;
    out.write(CLEAR);
    int prefix = pixels[0] & 0xff;
    for (int i = 1; i < pixels.length; i++) {
      int pixel = pixels[i] & 0xff;
      int longer = (prefix << COLOR_BITS) | pixel;
      if (codeOf[longer] != 0) {
        prefix = codeOf[longer];
        continue;
      }
      out.write(prefix);
      if (next < CODES) {
        out.widenFor(next);
        codeOf[longer] = (short) next++;
      } else {
        out.write(CLEAR);
        out.narrow();
        Arrays.fill(codeOf, (short) 0);
        next = END + 1;
      }
      prefix = pixel;
    }
    out.write(prefix);
    if (next < CODES) {
      out.widenFor(next);
    }
    out.write(END);
    return out.toByteArray();
  }

  /** Codes of growing width, the first in the lowest bits. */
  private static final class Codes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int width = COLOR_BITS + 1;
    private int waiting;
    private int waitingBits;

    void write(int code) {
      waiting |= code << waitingBits;
      waitingBits += width;
      while (waitingBits >= 8) {
        bytes.write(waiting);
        waiting >>>= 8;
        waitingBits -= 8;
      }
    }

    void widenFor(int code) {
      if (code == 1 << width) {
        width++;
      }
    }

    void narrow() {
      width = COLOR_BITS + 1;
    }

    byte[] toByteArray() {
      if (waitingBits > 0) {
        bytes.write(waiting);
      }
      return bytes.toByteArray();
    }
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Adds the image, with its own colours, to a file. */
  void writeTo(LittleEndian out) {
    out.bytes(0x2c);
    out.shorts(0, 0, width, height);
    out.bytes(0x80 | (COLOR_BITS - 1));
    for (int color : palette) {
      out.bytes(color >> 16, color >> 8, color);
    }
    out.bytes(COLOR_BITS);
    for (int from = 0; from < data.length; from += 255) {
      int length = Math.min(255, data.length - from);
      out.bytes(length);
      out.bytes(data, from, length);
    }
    out.bytes(0);
  }
}
