package org.gan4j.report.picture;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gan4j.tensor.Shape;

/**
 * Images beside each other, row by row.
 *
 * <pre>{@code
 * ImageGrid grid = ImageGrid.of(Shape.of(28, 28, 1), trained.generate(100, 7), 10);
 * grid.write(Path.of("digits.png"));
 * }</pre>
 */
public final class ImageGrid implements Picture {
  private static final int GAP = 2;

  /** Small images are magnified until the grid is about this wide. */
  private static final int WIDTH = 640;

  private final Shape shape;
  private final byte[][] images;
  private final int columns;

  private ImageGrid(Shape shape, byte[][] images, int columns) {
    this.shape = shape;
    this.images = images;
    this.columns = columns;
  }

  /**
   * A grid of images.
   *
   * @param imageShape {@code [height, width, channels]}, 1 channel for grey, 3 for RGB
   * @param images each row-major, with values from -1 (black) to 1; what lies outside is cut off
   * @param columns how many are in a row of the grid, at least 1
   * @throws IllegalArgumentException if the shape is not that of images, or an image has another
   *     number of values
   */
  public static ImageGrid of(Shape imageShape, float[][] images, int columns) {
    if (imageShape.rank() != 3 || (imageShape.size(2) != 1 && imageShape.size(2) != 3)) {
      throw new IllegalArgumentException(
          "images have the shape [height, width, 1] or [height, width, 3], not " + imageShape);
    }
    if (columns < 1) {
      throw new IllegalArgumentException("a grid needs at least 1 column, not " + columns);
    }
    for (float[] image : images) {
      if (image.length != imageShape.elementCount()) {
        throw new IllegalArgumentException(
            "an image of shape %s has %s values, not %s"
                .formatted(imageShape, imageShape.elementCount(), image.length));
      }
    }
    return new ImageGrid(
        imageShape, Arrays.stream(images).map(ImageGrid::levels).toArray(byte[][]::new), columns);
  }

  /** From 0 (black) to 255, as they are drawn. */
  private static byte[] levels(float[] values) {
    byte[] levels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      levels[i] = (byte) Math.round(Math.min(1, Math.max(-1, values[i])) * 127.5f + 127.5f);
    }
    return levels;
  }

  /** The grid as bytes: the shape, the columns and the images as they are drawn. */
  public byte[] bytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(5 * Integer.BYTES + images.length * shape.elementCount());
    shape.sizes().forEach(bytes::putInt);
    bytes.putInt(columns).putInt(images.length);
    for (byte[] image : images) {
      bytes.put(image);
    }
    return bytes.array();
  }

  /**
   * The grid of what {@link #bytes} gave.
   *
   * @throws IllegalArgumentException if these bytes are not such a grid
   */
  public static ImageGrid of(byte[] grid) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(grid);
      Shape shape = Shape.of(bytes.getInt(), bytes.getInt(), bytes.getInt());
      int columns = bytes.getInt();
      int count = bytes.getInt();
      if (columns < 1 || count < 0 || bytes.remaining() != (long) count * shape.elementCount()) {
        throw new IllegalArgumentException(
            "%d images of shape %s in %d columns are not %d bytes"
                .formatted(count, shape, columns, bytes.remaining()));
      }
      byte[][] images = new byte[count][shape.elementCount()];
      for (byte[] image : images) {
        bytes.get(image);
      }
      return new ImageGrid(shape, images, columns);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a grid of images has a shape and columns", e);
    }
  }

  /** Writes the grid as a PNG, which appears only when it is whole. */
  public void write(Path path) throws IOException {
    Png.write(path, draw(Bounds.around(List.of())));
  }

  /** Writes each image at its own size as {@code image_0000.png} and so on into a folder. */
  public void writeEach(Path folder) throws IOException {
    writeEach(folder, 0);
  }

  /** Writes each image as {@link #writeEach(Path)} does, numbered from {@code first} on. */
  public void writeEach(Path folder, int first) throws IOException {
    for (int i = 0; i < images.length; i++) {
      String name = String.format(Locale.ROOT, "image_%04d.png", first + i);
      Png.write(folder.resolve(name), image(images[i]));
    }
  }

  @Override
  public BufferedImage draw(Bounds axes) {
    int rows = Math.max(1, (images.length + columns - 1) / columns);
    int height = shape.size(0);
    int width = shape.size(1);
    int scale = Math.max(1, Math.round((float) WIDTH / (columns * (width + GAP))));
    BufferedImage picture =
        new BufferedImage(
            columns * (width * scale + GAP) + GAP,
            rows * (height * scale + GAP) + GAP,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    try {
      for (int i = 0; i < images.length; i++) {
        graphics.drawImage(
            image(images[i]),
            GAP + i % columns * (width * scale + GAP),
            GAP + i / columns * (height * scale + GAP),
            width * scale,
            height * scale,
            null);
      }
    } finally {
      graphics.dispose();
    }
    return picture;
  }

  private BufferedImage image(byte[] values) {
    int channels = shape.size(2);
    int width = shape.size(1);
    BufferedImage image = new BufferedImage(width, shape.size(0), BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < shape.size(0) * width; pixel++) {
      int red = Byte.toUnsignedInt(values[pixel * channels]);
      int green = channels == 1 ? red : Byte.toUnsignedInt(values[pixel * channels + 1]);
      int blue = channels == 1 ? red : Byte.toUnsignedInt(values[pixel * channels + 2]);
      image.setRGB(pixel % width, pixel / width, red << 16 | green << 8 | blue);
    }
    return image;
  }
}
