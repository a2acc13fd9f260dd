package org.gan4j.examples.run;

import java.nio.file.Path;
import org.gan4j.tensor.Shape;

/** Input data, such as a run folder, that cannot be used; the message says which and why. */
public final class BadDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for the user. */
  public BadDataException(String message) {
    super(message);
  }

  /**
   * Refuses images of a size that an experiment is not made for.
   *
   * @param folder where they are
   * @param images {@code [height, width, channels]}
   * @param needed what the experiment is made for
   */
  public static void requireSize(Path folder, Shape images, Shape needed) {
    if (!images.equals(needed)) {
      throw new BadDataException(
          "%s has images of %d by %d; this experiment needs %d by %d\n  fix: give the folder of such images, or turn these into PNG files for gan train images"
              .formatted(folder, images.size(1), images.size(0), needed.size(1), needed.size(0)));
    }
  }
}
