package org.gan4j.examples.digits;

import org.gan4j.data.Images;

/**
 * Images that an experiment may learn from, and others that only its figures and pictures see.
 *
 * @param known four fifths of the images
 * @param held the others
 */
public record Digits(Images known, Images held) {
  /** So many images make both parts. */
  static final int FEWEST = 5;

  static Digits of(Images images) {
    int count = images.size() / 5 * 4;
    return new Digits(images.range(0, count), images.range(count, images.size()));
  }
}
