package org.gan4j.check;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks of arguments where they are given, so that a mistake is told at the caller's own line and
 * by the argument's name. Numbers are checked as the 32-bit floats that backends compute with:
 * 1e-50 is positive and 1e308 is finite, but in a program the one is 0 and the other infinite.
 */
public final class Check {
  private Check() {}

  /**
   * A value that must not be null.
   *
   * @throws NullPointerException with its name
   */
  public static <T> T given(String what, @Nullable T value) {
    if (value == null) {
      throw new NullPointerException(what + " must be given, not null");
    }
    return value;
  }

  /**
   * A copy of a list that must have no null in it.
   *
   * @throws NullPointerException with its name, and the index of a null
   */
  public static <T> List<T> allGiven(String what, @Nullable List<? extends @Nullable T> values) {
    List<? extends @Nullable T> present = given(what, values);
    for (int i = 0; i < present.size(); i++) {
      given(what + "[" + i + "]", present.get(i));
    }
    return List.copyOf(present);
  }

  /**
   * A copy of an array as a list, which must have no null in it.
   *
   * @throws NullPointerException with its name, and the index of a null
   */
  public static <T> List<T> allGiven(String what, @Nullable T @Nullable [] values) {
    return allGiven(what, Arrays.asList(given(what, values)));
  }

  /**
   * Requires any number that is finite.
   *
   * @throws IllegalArgumentException with its name and value
   */
  public static double finite(String what, double value) {
    if (!Float.isFinite((float) value)) {
      throw new IllegalArgumentException(what + " must be finite as a 32-bit float, not " + value);
    }
    return value;
  }

  /**
   * Requires a number above 0.
   *
   * @throws IllegalArgumentException with its name and value
   */
  public static double positive(String what, double value) {
    if (!isPositive(value)) {
      throw new IllegalArgumentException(
          what + " must be positive and finite as a 32-bit float, not " + value);
    }
    return value;
  }

  /**
   * Requires 0 or a number above it.
   *
   * @throws IllegalArgumentException with its name and value
   */
  public static double notNegative(String what, double value) {
    if (!(value == 0 || isPositive(value))) {
      throw new IllegalArgumentException(
          what + " must be 0, or positive and finite as a 32-bit float, not " + value);
    }
    return value;
  }

  /**
   * Requires a whole number of at least 1.
   *
   * @throws IllegalArgumentException with its name and value
   */
  public static int atLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, not " + value);
    }
    return value;
  }

  private static boolean isPositive(double value) {
    return (float) value > 0 && Float.isFinite((float) value);
  }
}
