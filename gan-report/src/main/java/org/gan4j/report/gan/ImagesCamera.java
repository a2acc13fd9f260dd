package org.gan4j.report.gan;

import org.gan4j.gan.GanView;
import org.gan4j.report.picture.ImageGrid;
import org.gan4j.report.recording.Album;
import org.gan4j.report.recording.Camera;
import org.gan4j.tensor.Shape;
import org.gan4j.train.Iteration;

/** Takes a GAN that learns images: 100 samples, always from the same noise, in a square. */
public final class ImagesCamera {
  private static final int COLUMNS = 10;
  private static final long NOISE_SEED = 0;

  private ImagesCamera() {}

  /**
   * A camera.
   *
   * @param imageShape {@code [height, width, channels]}
   */
  public static Camera of(Shape imageShape) {
    return Camera.of(
        Album.of("samples", "Samples from the same noise"),
        iteration -> samples(imageShape, iteration));
  }

  /** The picture of one iteration. */
  public static ImageGrid samples(Shape imageShape, Iteration iteration) {
    float[][] images = iteration.view(GanView.class).generate(COLUMNS * COLUMNS, NOISE_SEED);
    return ImageGrid.of(imageShape, images, COLUMNS);
  }
}
