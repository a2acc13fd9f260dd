package org.gan4j.report.picture;

import java.awt.image.BufferedImage;
import java.util.List;

/** What one moment of a training run looked like. Anybody's picture can take part in a report. */
public interface Picture {

  /**
   * Draws the picture.
   *
   * @param axes what all pictures of its kind show of the plane; of no matter to a picture without
   *     axes
   * @return an image of type {@code INT_RGB}
   */
  BufferedImage draw(Bounds axes);

  /** The points around which the axes lie; none, by default, of a picture without axes. */
  default List<Cloud> framing() {
    return List.of();
  }

  /** Which share of those points may lie outside on each side, in [0, 0.5); 0 by default. */
  default double outliers() {
    return 0;
  }

  /** What an animation shows of what was drawn; all of it, by default. */
  default BufferedImage animated(BufferedImage drawn) {
    return drawn;
  }
}
