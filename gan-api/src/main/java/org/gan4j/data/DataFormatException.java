package org.gan4j.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Data that cannot be used. The message names the file, what was found in it, what was expected and
 * how to fix it.
 */
public final class DataFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  DataFormatException(Path file, String found, String expected, String fix) {
    super("%s: %s\n  expected: %s\n  fix: %s".formatted(file, found, expected, fix));
  }
}
