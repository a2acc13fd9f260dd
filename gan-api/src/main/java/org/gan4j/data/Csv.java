package org.gan4j.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tables of numbers as text (RFC 4180 without quotes): a row a line, values separated by commas,
 * with a decimal point. The first line may be a header: it is one if none of its fields is a
 * number. Empty lines are left out.
 */
public final class Csv {
  private static final String EXPECTED =
      "lines of as many finite numbers each, separated by commas, after a header or none";

  private Csv() {}

  /**
   * Reads a table as samples of rank 1, in its own units (see {@link Normalization}).
   *
   * @throws DataFormatException if the file is missing or empty, a field is no finite number, or
   *     rows differ in length; the message names the line
   */
  public static ArraySamples read(Path file) throws IOException {
    List<float[]> rows = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String[] fields = withoutMark(line).split(",", -1);
        if (line.isBlank() || (number == 1 && isHeader(fields))) {
          continue;
        }
        float[] row = new float[fields.length];
        for (int i = 0; i < row.length; i++) {
          row[i] = number(file, number, i, fields[i].strip());
        }
        if (!rows.isEmpty() && row.length != rows.get(0).length) {
          throw malformed(
              file,
              "line %d has %d values, those before have %d"
                  .formatted(number, row.length, rows.get(0).length));
        }
        rows.add(row);
      }
    } catch (CharacterCodingException e) {
      throw malformed(file, "it is no text in UTF-8");
    } catch (DataFormatException e) {
      throw e;
    } catch (IOException e) {
      throw malformed(file, DataFile.problem(e));
    }
    if (rows.isEmpty()) {
      throw malformed(file, "it has no numbers");
    }
    return ArraySamples.of(rows.toArray(new float[0][]));
  }

  /** Some programs begin a file with a mark of its encoding. */
  private static String withoutMark(String line) {
    return line.startsWith("\ufeff") ? line.substring(1) : line;
  }

  private static boolean isHeader(String[] fields) {
    return Arrays.stream(fields).allMatch(field -> Float.isNaN(parsed(field)));
  }

  private static float number(Path file, int line, int column, String field)
      throws DataFormatException {
    float number = parsed(field);
    if (!Float.isFinite(number)) {
      throw malformed(
          file, "line %d, column %d is \"%s\"".formatted(line, column + 1, shortened(field)));
    }
    return number;
  }

  private static float parsed(String field) {
    try {
      return Float.parseFloat(field);
    } catch (NumberFormatException e) {
      return Float.NaN;
    }
  }

  private static String shortened(String field) {
    return field.length() <= 40 ? field : field.substring(0, 40) + "...";
  }

  private static DataFormatException malformed(Path file, String found) {
    return new DataFormatException(
        file, found, EXPECTED, "correct the file, or write it anew with a decimal point");
  }
}
