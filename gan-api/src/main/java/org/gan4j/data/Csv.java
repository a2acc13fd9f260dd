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
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Tables of numbers as text (RFC 4180 without quotes): a row a line, values separated by commas, in
 * decimal digits with a point and perhaps an exponent ({@code -1.5e3}). Empty lines are left out.
 *
 * <p>The first line may be a header: it is one if none of its fields is a number, finite or not,
 * and one at least is not empty. It is also one if it is {@code 0,1} and so on and no other field
 * is written as an integer: so does pandas number columns without names.
 */
public final class Csv {
  private static final String EXPECTED =
      "lines of as many finite numbers each, separated by commas, after a header or none";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

  private final Path file;
  private final List<float[]> rows = new ArrayList<>();
  private int columns;
  private boolean numbersItsColumns;
  private boolean hasIntegers;

  private Csv(Path file) {
    this.file = file;
  }

  /**
   * Reads a table as samples of rank 1, in its own units (see {@link Normalization}).
   *
   * @throws DataFormatException if the file is missing or empty, a field is no finite number, or
   *     lines differ in the number of fields; the message names the line
   */
  public static ArraySamples read(Path file) throws IOException {
    Csv csv = new Csv(file);
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          csv.add(number, fields(line));
        }
      }
    } catch (CharacterCodingException e) {
      throw csv.malformed("it is no text in UTF-8");
    } catch (DataFormatException e) {
      throw e;
    } catch (IOException e) {
      throw csv.malformed(DataFile.problem(e));
    }
    return csv.samples();
  }

  /** Some programs begin a file with a mark of its encoding. */
  private static String[] fields(String line) {
    String text = line.startsWith("\ufeff") ? line.substring(1) : line;
    return Arrays.stream(text.split(",", -1)).map(String::strip).toArray(String[]::new);
  }

  private void add(int line, String[] fields) throws DataFormatException {
    boolean first = columns == 0;
    if (first) {
      columns = fields.length;
      if (isHeader(fields)) {
        return;
      }
      numbersItsColumns = isCount(fields);
    }
    float[] row = new float[fields.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = number(line, i, fields[i]);
      hasIntegers |= !first && INTEGER.matcher(fields[i]).matches();
    }
    if (row.length != columns) {
      throw malformed(
          "line %s has %s values, %s %s"
              .formatted(
                  line,
                  row.length,
                  rows.isEmpty() ? "the header has" : "those before have",
                  columns));
    }
    rows.add(row);
  }

  private ArraySamples samples() throws DataFormatException {
    if (numbersItsColumns && !hasIntegers && rows.size() > 1) {
      rows.remove(0);
    }
    if (rows.isEmpty()) {
      throw malformed("it has no numbers");
    }
    return ArraySamples.of(rows.toArray(new float[0][]));
  }

  private static boolean isHeader(String[] fields) {
    return Arrays.stream(fields).noneMatch(Csv::isNumber)
        && !Arrays.stream(fields).allMatch(String::isEmpty);
  }

  private static boolean isNumber(String field) {
    return NUMBER.matcher(field).matches() || NOT_FINITE.matcher(field).matches();
  }

  /** Whether these are 0, 1, 2 and so on. */
  private static boolean isCount(String[] fields) {
    return IntStream.range(0, fields.length).allMatch(i -> fields[i].equals(String.valueOf(i)));
  }

  private float number(int line, int column, String field) throws DataFormatException {
    float number = NUMBER.matcher(field).matches() ? Float.parseFloat(field) : Float.NaN;
    if (!Float.isFinite(number)) {
      throw malformed("line %s, column %s is \"%s\"".formatted(line, column + 1, shortened(field)));
    }
    return number;
  }

  private static String shortened(String field) {
    String shown = field.replaceAll("\\p{Cntrl}", "?");
    return shown.length() <= 40 ? shown : shown.substring(0, 40) + "...";
  }

  private DataFormatException malformed(String found) {
    return new DataFormatException(
        file, found, EXPECTED, "correct the file, or write it anew with a decimal point");
  }
}
