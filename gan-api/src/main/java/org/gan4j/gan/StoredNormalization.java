package org.gan4j.gan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gan4j.data.Normalization;
import org.jspecify.annotations.Nullable;

/** A normalization as the metadata of a file of weights. */
final class StoredNormalization {
  private static final String SHIFT = "normalization.shift";
  private static final String SCALE = "normalization.scale";

  private StoredNormalization() {}

  static Map<String, String> toMetadata(Normalization normalization) {
    return Map.of(SHIFT, text(normalization.shift()), SCALE, text(normalization.scale()));
  }

  /**
   * What {@link #toMetadata} has stored, if anything.
   *
   * @throws IllegalArgumentException if it is no normalization
   */
  static Optional<Normalization> of(Map<String, String> metadata) {
    String shift = metadata.get(SHIFT);
    String scale = metadata.get(SCALE);
    if (shift == null && scale == null) {
      return Optional.empty();
    }
    return Optional.of(new Normalization(numbers(SHIFT, shift), numbers(SCALE, scale)));
  }

  private static String text(List<Double> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static List<Double> numbers(String key, @Nullable String text) {
    if (text == null) {
      throw new IllegalArgumentException("the metadata have no " + key);
    }
    try {
      return Arrays.stream(text.split(",", -1)).map(Double::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(key + " should be numbers, not " + text, e);
    }
  }
}
