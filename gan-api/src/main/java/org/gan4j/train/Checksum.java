package org.gan4j.train;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The SHA-256 of a file, as a note in its own metadata, which says how it is made. */
final class Checksum {
  private static final int DIGITS = 64;
  private static final int PIECE = 4;

  /** The digits before they are known. */
  static final String OPEN = "0".repeat(DIGITS);

  private static final String NAME = "gan4j.checksum";
  private static final Pattern TEXT = Pattern.compile(text("([0-9a-f]{" + DIGITS + "})"));

  private Checksum() {}

  /**
   * Metadata with a checksum.
   *
   * @throws IllegalArgumentException if there is a note of its name
   */
  static Map<String, String> with(String digits, Map<String, String> metadata) {
    if (metadata.containsKey(NAME)) {
      throw new IllegalArgumentException("the note " + NAME + " is gan4j's own");
    }
    Map<String, String> more = new TreeMap<>(metadata);
    more.put(NAME, text(digits));
    return more;
  }

  private static String text(String digits) {
    return "sha256 " + digits + " of this file with 0 in place of each digit";
  }

  /** Metadata without the checksum. */
  static Map<String, String> without(Map<String, String> metadata) {
    Map<String, String> rest = new TreeMap<>(metadata);
    rest.remove(NAME);
    return Collections.unmodifiableMap(rest);
  }

  /**
   * The digits in a header; none if it has no checksum, as with other programs.
   *
   * @throws IllegalArgumentException if the note with the checksum is damaged
   */
  static Optional<String> in(String header, Map<String, String> metadata) {
    if (!metadata.containsKey(NAME) && !hasPieces(header)) {
      return Optional.empty();
    }
    Matcher note = TEXT.matcher(metadata.getOrDefault(NAME, ""));
    if (!note.matches()) {
      throw new IllegalArgumentException("the checksum in its metadata is damaged");
    }
    return Optional.of(note.group(1));
  }

  /**
   * Whether most pieces of the note are somewhere in a header. If its name alone told that a file
   * has a checksum, a file with a damaged name would be read as if it had none.
   */
  private static boolean hasPieces(String header) {
    String note = NAME + text("");
    int pieces = note.length() - PIECE + 1;
    long found =
        IntStream.range(0, pieces)
            .filter(i -> header.contains(note.substring(i, i + PIECE)))
            .count();
    return found > pieces / 2;
  }

  /** A header as it was when its checksum was made. */
  static String open(String header, String digits) {
    return header.replace(text(digits), text(OPEN));
  }
}
