package org.gan4j.backend.xla;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.xla.stablehlo.Precision;
import org.gan4j.file.UserCache;

/**
 * What a user can set about this backend alone.
 *
 * @param precision of matrix products and convolutions; float32 by default
 * @param deterministic whether a GPU gives the same bits each time; true by default
 * @param memoryFraction the most of a GPU's memory that it takes, above 0 to 1; by default XLA's
 *     own choice, 0.75
 * @param cache where compiled programs are kept for later processes, if anywhere
 */
record Options(
    Precision precision,
    boolean deterministic,
    Optional<Float> memoryFraction,
    Optional<Path> cache) {
  private static final String PRECISION = "precision";
  private static final String DETERMINISTIC = "deterministic";
  private static final String MEMORY_FRACTION = "memory-fraction";
  private static final String CACHE = "cache";
  private static final String NO_CACHE = "off";

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if one is unknown or has no such value
   */
  static Options of(BackendSettings settings) {
    settings.requireOptions(
        XlaBackend.NAME, List.of(PRECISION, DETERMINISTIC, MEMORY_FRACTION, CACHE));
    return new Options(
        option(settings, PRECISION).map(Options::precision).orElse(Precision.FLOAT32),
        option(settings, DETERMINISTIC).map(Options::truth).orElse(true),
        option(settings, MEMORY_FRACTION).map(Options::fraction),
        option(settings, CACHE)
            .map(value -> value.equals(NO_CACHE) ? Optional.<Path>empty() : folder(value))
            .orElseGet(() -> UserCache.folder().map(folder -> folder.resolve("xla-programs"))));
  }

  private static Optional<String> option(BackendSettings settings, String name) {
    return Optional.ofNullable(settings.options().get(name));
  }

  private static Precision precision(String value) {
    for (Precision precision : Precision.values()) {
      if (precision.name().equals(value.toUpperCase(Locale.ROOT))) {
        return precision;
      }
    }
    throw bad(PRECISION, value, "float32, tf32 or bfloat16");
  }

  private static boolean truth(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(DETERMINISTIC, value, "true or false");
    };
  }

  private static float fraction(String value) {
    try {
      float fraction = Float.parseFloat(value);
      if (fraction > 0 && fraction <= 1) {
        return fraction;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw bad(MEMORY_FRACTION, value, "a number above 0, at most 1");
  }

  private static Optional<Path> folder(String value) {
    Path folder = Path.of(value);
    if (!folder.isAbsolute()) {
      throw bad(CACHE, value, "the absolute path of a folder, or off");
    }
    return Optional.of(folder);
  }

  private static IllegalArgumentException bad(String name, String value, String expected) {
    return new IllegalArgumentException(
        "backend xla: the option %s is \"%s\"\n  fix: make it %s".formatted(name, value, expected));
  }
}
