package org.gan4j.report.recording;

import org.jspecify.annotations.Nullable;

/**
 * The pictures of one kind, one of each frame, all with the same axes at the end.
 *
 * @param title what the report calls them
 * @param pictures where they are, from the run folder: {@code samples/iteration_} is followed by
 *     the number of the iteration and {@code .png}
 * @param animation the file of all of them one after the other; null for none
 */
public record Album(String title, String pictures, @Nullable String animation) {

  /** An album {@code NAME/iteration_N.png} with an animation {@code NAME.gif}. */
  public static Album of(String name, String title) {
    return new Album(title, name + "/iteration_", name + ".gif");
  }

  /** The same with other files: what comes before the number of the iteration. */
  public Album withPictures(String newPictures) {
    return new Album(title, newPictures, animation);
  }

  /** The same with another file of the animation. */
  public Album withAnimation(String newAnimation) {
    return new Album(title, pictures, newAnimation);
  }

  /** The same without an animation. */
  public Album withoutAnimation() {
    return new Album(title, pictures, null);
  }
}
