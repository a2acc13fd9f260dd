package org.gan4j.tensorboard;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * Values of one iteration, as the message {@code Summary} of TensorFlow's summary.proto, whose
 * field numbers these are.
 */
final class Summary {
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int IMAGE = 4;
  private static final int HISTOGRAM = 5;
  private static final int RGB = 3;

  private final Message message = new Message();
  private boolean empty = true;

  /** Whether there is nothing to show. */
  boolean isEmpty() {
    return empty;
  }

  Message message() {
    return message;
  }

  void scalar(String tag, float value) {
    add(new Message().text(TAG, tag).number(SIMPLE_VALUE, value));
  }

  void image(String tag, BufferedImage image) {
    Message encoded =
        new Message()
            .number(1, image.getHeight())
            .number(2, image.getWidth())
            .number(3, RGB)
            .bytes(4, png(image));
    add(new Message().text(TAG, tag).message(IMAGE, encoded));
  }

  void histogram(String tag, float[] values) {
    add(new Message().text(TAG, tag).message(HISTOGRAM, Histogram.of(values).message()));
  }

  private void add(Message value) {
    message.message(VALUE, value);
    empty = false;
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("an image cannot be encoded as a PNG", e);
    }
    return bytes.toByteArray();
  }
}
