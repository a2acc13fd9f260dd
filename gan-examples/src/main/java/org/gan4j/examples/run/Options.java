package org.gan4j.examples.run;

import org.jspecify.annotations.Nullable;

/**
 * The options of an experiment on the command line: an object with picocli's annotations, to which
 * {@code gan train} and {@code gan compare} add their own.
 *
 * @param <S> the settings that they make
 */
public interface Options<S extends Settings> {

  /**
   * The settings that were asked for.
   *
   * @param iterations how many, null if that was left to the experiment
   * @throws IllegalArgumentException if an option is out of its range
   */
  S settings(@Nullable Integer iterations, long seed);

  /** What the name of a run folder has after the experiment's; nothing, by default. */
  default String preset() {
    return "";
  }

  /** What was given, or else something. */
  static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
