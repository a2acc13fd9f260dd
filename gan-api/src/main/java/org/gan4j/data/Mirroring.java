package org.gan4j.data;

import java.util.List;
import org.gan4j.check.Check;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;

/**
 * Images each of which is mirrored, left to right, whenever a coin says so: twice as much to learn
 * from, where a mirrored image is as good as the image. Letters and digits are not.
 *
 * <p>The coins are a pure function of the stream's seed, purpose and step, as the images are, so a
 * resumed training sees the same.
 *
 * <pre>{@code
 * Mirroring faces = Mirroring.of(ImageFolder.of(Path.of("faces")).withSize(64, 64).read());
 * }</pre>
 */
public final class Mirroring implements LabelledSamples {
  private final LabelledSamples source;
  private final int width;
  private final int channels;

  private Mirroring(LabelledSamples source) {
    this.source = source;
    this.width = source.rowShape().size(1);
    this.channels = source.rowShape().size(2);
  }

  /**
   * These images, half of them mirrored; if they are not labelled they make one class.
   *
   * @param images of shape {@code [height, width, channels]}
   * @throws IllegalArgumentException if they have another shape
   */
  public static Mirroring of(Samples images) {
    Shape shape = Check.given("images", images).rowShape();
    if (shape.rank() != 3) {
      throw new IllegalArgumentException(
          "mirroring needs images [height, width, channels], not samples of shape " + shape);
    }
    return new Mirroring(LabelledSamples.of(images));
  }

  @Override
  public Shape rowShape() {
    return source.rowShape();
  }

  @Override
  public int classes() {
    return source.classes();
  }

  @Override
  public List<Provenance> provenance() {
    return source.provenance();
  }

  @Override
  public String fingerprint() {
    return source.fingerprint();
  }

  @Override
  public void fill(float[] rows, int[] labels, int count, RandomStream stream) {
    source.fill(rows, labels, count, stream);
    int line = width * channels;
    int lines = rowShape().size(0);
    for (int image = 0; image < count; image++) {
      if (stream.nextLong() < 0) {
        for (int i = 0; i < lines; i++) {
          mirror(rows, (image * lines + i) * line);
        }
      }
    }
  }

  private void mirror(float[] rows, int start) {
    for (int left = 0, right = width - 1; left < right; left++, right--) {
      for (int channel = 0; channel < channels; channel++) {
        int at = start + left * channels + channel;
        int opposite = start + right * channels + channel;
        float kept = rows[at];
        rows[at] = rows[opposite];
        rows[opposite] = kept;
      }
    }
  }
}
