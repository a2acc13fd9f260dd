package org.gan4j.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/**
 * Images with their classes, held as bytes, which takes a quarter of the memory of floats; see
 * {@link DecodedImages} for images that take none of the Java heap. They are given as rows {@code
 * [height, width, channels]} with values in [-1, 1], {@code pixel / 127.5 - 1}, in the same
 * shuffled epochs as {@link ArraySamples}: a batch may end one epoch and begin the next.
 */
public final class Images implements LabelledSamples {
  private static final float[] SCALED = new float[256];

  static {
    for (int pixel = 0; pixel < 256; pixel++) {
      SCALED[pixel] = pixel / 127.5f - 1;
    }
  }

  private final Shape imageShape;
  private final ByteBuffer pixels;
  private final byte[] labels;
  private final int classes;
  private final int[] places;
  private final int first;
  private final int size;
  private final List<Provenance> provenance;

  private Images(
      Shape imageShape,
      ByteBuffer pixels,
      byte[] labels,
      int classes,
      int[] places,
      int first,
      int size,
      List<Provenance> provenance) {
    this.imageShape = imageShape;
    this.pixels = pixels;
    this.labels = labels;
    this.classes = classes;
    this.places = places;
    this.first = first;
    this.size = size;
    this.provenance = List.copyOf(provenance);
  }

  /**
   * A copy of these images.
   *
   * @param imageShape {@code [height, width, channels]}
   * @param pixels all images one after the other, each row-major with its channels innermost; bytes
   *     are unsigned
   * @param labels the class of each image, unsigned
   * @param classes the number of classes, 1 to 256; 1 if there are none
   * @throws IllegalArgumentException if that is not one or more whole images with a label below
   *     {@code classes} each
   */
  public static Images of(Shape imageShape, byte[] pixels, byte[] labels, int classes) {
    return owning(imageShape, pixels.clone(), labels.clone(), classes, List.of());
  }

  /** Like {@link #of}, of arrays that the caller gives up. */
  static Images owning(
      Shape imageShape, byte[] pixels, byte[] labels, int classes, List<Provenance> provenance) {
    return owning(imageShape, ByteBuffer.wrap(pixels), labels, classes, provenance);
  }

  /**
   * Like {@link #of}, of memory that the caller gives up.
   *
   * @param pixels from its start to its limit
   */
  static Images owning(
      Shape imageShape,
      ByteBuffer pixels,
      byte[] labels,
      int classes,
      List<Provenance> provenance) {
    if (imageShape.rank() != 3 || imageShape.elementCount() == 0) {
      throw new IllegalArgumentException(
          "images need a shape [height, width, channels] without a 0, not " + imageShape);
    }
    if (labels.length == 0 || pixels.limit() != (long) labels.length * imageShape.elementCount()) {
      throw new IllegalArgumentException(
          "%s labels need one or more whole images of shape %s, not %s pixels"
              .formatted(labels.length, imageShape, pixels.limit()));
    }
    if (classes < 1 || classes > 256) {
      throw new IllegalArgumentException("images have 1 to 256 classes, not " + classes);
    }
    for (int i = 0; i < labels.length; i++) {
      Classes.check(i, labels[i] & 0xff, classes);
    }
    int[] places = IntStream.range(0, labels.length).toArray();
    return new Images(imageShape, pixels, labels, classes, places, 0, labels.length, provenance);
  }

  /** The shape of one image, {@code [height, width, channels]}. */
  @Override
  public Shape rowShape() {
    return imageShape;
  }

  @Override
  public int classes() {
    return classes;
  }

  /** The number of images. */
  public int size() {
    return size;
  }

  /**
   * The images from one index to before another, for example to hold out a part for tests. They are
   * not copied.
   *
   * @throws IndexOutOfBoundsException if that is no range within these images
   * @throws IllegalArgumentException if it is empty
   */
  public Images range(int from, int to) {
    Objects.checkFromToIndex(from, to, size);
    if (from == to) {
      throw new IllegalArgumentException(
          "a range of images cannot be empty: %s to %s".formatted(from, to));
    }
    return new Images(
        imageShape, pixels, labels, classes, places, first + from, to - from, provenance);
  }

  /**
   * The same images in another order, so that a {@link #range} of them is drawn at random: those of
   * a folder come class by class. They are not copied.
   *
   * @param seed by which the order is drawn
   */
  public Images shuffled(long seed) {
    RandomStream stream = RandomStream.of(seed, "shuffled");
    int[] shuffled = new int[size];
    for (int i = 0; i < size; i++) {
      shuffled[i] = place((int) stream.permuted(0, size, i));
    }
    return new Images(imageShape, pixels, labels, classes, shuffled, 0, size, provenance);
  }

  /** Where an image is among the pixels and the labels. */
  private int place(int index) {
    return places[first + Objects.checkIndex(index, size)];
  }

  /**
   * The class of an image.
   *
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public int label(int index) {
    return labels[place(index)] & 0xff;
  }

  /**
   * Writes one image, scaled to [-1, 1].
   *
   * @throws IndexOutOfBoundsException if there is no such image, or no room for it
   */
  public void read(int index, float[] into, int offset) {
    int width = imageShape.elementCount();
    Objects.checkFromIndexSize(offset, width, into.length);
    int from = place(index) * width;
    for (int i = 0; i < width; i++) {
      into[offset + i] = SCALED[pixels.get(from + i) & 0xff];
    }
  }

  /** Copies of all images, a row each. */
  public float[][] rows() {
    float[][] rows = new float[size()][rowShape().elementCount()];
    for (int i = 0; i < rows.length; i++) {
      read(i, rows[i], 0);
    }
    return rows;
  }

  /** The class of each image. */
  public int[] labels() {
    int[] all = new int[size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = label(i);
    }
    return all;
  }

  /** The files that these images were read from; none if they are not those of a published set. */
  @Override
  public List<Provenance> provenance() {
    return provenance;
  }

  /** A checksum of all pixels and labels. */
  @Override
  public String fingerprint() {
    CRC32C sum = new CRC32C();
    for (int i = 0; i < size; i++) {
      sum.update(pixels(i));
    }
    for (int i = 0; i < size; i++) {
      sum.update(label(i));
    }
    return Long.toHexString(sum.getValue());
  }

  /** The bytes of one image. */
  ByteBuffer pixels(int index) {
    int width = imageShape.elementCount();
    int from = place(index) * width;
    return pixels.duplicate().position(from).limit(from + width);
  }

  @Override
  public void fill(float[] rows, int count, RandomStream stream) {
    int width = imageShape.elementCount();
    Epochs epochs = new Epochs(size);
    for (int place = 0; place < count; place++) {
      read(epochs.row(place, count, stream), rows, place * width);
    }
  }

  @Override
  public void fill(float[] rows, int[] into, int count, RandomStream stream) {
    int width = imageShape.elementCount();
    Epochs epochs = new Epochs(size);
    for (int place = 0; place < count; place++) {
      int row = epochs.row(place, count, stream);
      read(row, rows, place * width);
      into[place] = label(row);
    }
  }
}
