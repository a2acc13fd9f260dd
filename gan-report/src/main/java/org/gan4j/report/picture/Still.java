package org.gan4j.report.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * A picture that is drawn already, with its own axes: what a checkpoint keeps of a picture whose
 * kind the report does not know.
 */
public final class Still implements Picture {
  private final byte[] png;

  private Still(byte[] png) {
    this.png = png;
  }

  /** Draws a picture with axes around its own points. */
  public static Still of(Picture picture) throws IOException {
    return picture instanceof Still still
        ? still
        : new Still(
            Png.encode(
                picture.draw(Bounds.around(picture.framing(), picture.outliers()).rounded())));
  }

  /** A picture of what {@link #bytes} gave. */
  public static Still of(byte[] png) {
    return new Still(png.clone());
  }

  /** The picture as a PNG. */
  public byte[] bytes() {
    return png.clone();
  }

  @Override
  public BufferedImage draw(Bounds axes) {
    try {
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
      if (read == null) {
        throw new IOException("no PNG");
      }
      BufferedImage drawn =
          new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
      drawn.getGraphics().drawImage(read, 0, 0, null);
      return drawn;
    } catch (IOException e) {
      throw new IllegalStateException("a picture of the recording cannot be read", e);
    }
  }
}
