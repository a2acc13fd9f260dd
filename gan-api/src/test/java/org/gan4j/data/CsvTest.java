package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
  @TempDir private Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("points.csv"), text);
  }

  private List<float[]> read(String text) throws IOException {
    ArraySamples samples = Csv.read(write(text));
    return List.of(samples.draw(samples.size(), 0));
  }

  @Test
  void whatIsWrittenIsReadToTheLastBit() throws IOException {
    RandomStream stream = RandomStream.of(1, "numbers");
    List<float[]> rows = new ArrayList<>();
    while (rows.size() < 100) {
      float[] row = {Float.intBitsToFloat((int) stream.nextLong()), stream.nextGaussian(), -0f};
      if (Float.isFinite(row[0])) {
        rows.add(row);
      }
    }
    String text =
        rows.stream()
            .map(row -> Arrays.toString(row).replaceAll("[\\[\\]]", ""))
            .collect(Collectors.joining("\n"));
    assertThat(read(text)).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void aHeaderEmptyLinesAndAMarkAreLeftOut() throws IOException {
    assertThat(read("x,y\r\n1, 2\r\n\r\n3,4e2\r\n"))
        .containsExactlyInAnyOrder(new float[] {1, 2}, new float[] {3, 400});
    assertThat(read("\ufeff1,2")).containsExactly(new float[] {1, 2});
    assertThat(Csv.read(write("7\n8\n9")).rowShape()).isEqualTo(Shape.of(1));
  }

  @Test
  void whatIsWrongIsSaidWithItsLine() throws IOException {
    assertSaid("", "it has no numbers");
    assertSaid("x,y\n", "it has no numbers");
    assertSaid("x,y\n1,2\n3,4,5\n", "line 3 has 3 values, those before have 2");
    assertSaid("1,2\n3,four\n", "line 2, column 2 is \"four\"");
    assertSaid("1,x\n3,4\n", "line 1, column 2 is \"x\"");
    assertSaid("1,2\nx,y\n", "line 2, column 1 is \"x\"");
    assertSaid("1,\n", "line 1, column 2 is \"\"");
    assertSaid("1,NaN\n", "line 1, column 2 is \"NaN\"");
    assertSaid("1,1e39\n", "line 1, column 2 is \"1e39\"");
    assertSaid("1;2\n3;4\n", "line 2, column 1 is \"3;4\"");
    assertSaid("1\n" + "z".repeat(50), "line 2, column 1 is \"" + "z".repeat(40) + "...\"");
    Files.write(folder.resolve("points.csv"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    assertRefused(folder.resolve("points.csv"), "it is no text in UTF-8");
    assertRefused(folder.resolve("none.csv"), "there is no such file");
    assertRefused(folder, "it cannot be read");
  }

  @Test
  void aHeaderIsNamesOrThePlainNumbersOfColumns() throws IOException {
    assertThat(read("1d,2d\n10,20\n")).containsExactly(new float[] {10, 20});
    assertThat(read(",x\n10,20\n")).containsExactly(new float[] {10, 20});
    assertThat(read("0,1\n10.5,20.5\n")).containsExactly(new float[] {10.5f, 20.5f});
    assertThat(read("0\n1e3\n")).containsExactly(new float[] {1000});
    assertThat(read("0,1\n10.5,20\n"))
        .as("rows that may be of integers")
        .containsExactlyInAnyOrder(new float[] {0, 1}, new float[] {10.5f, 20});
    assertThat(read("0,2\n10.5,20.5\n")).hasSize(2);
    assertThat(read("0,1\n")).containsExactly(new float[] {0, 1});
    assertSaid("NaN,NaN\n1,2\n", "line 1, column 1 is \"NaN\"");
    assertSaid("inf,x\n1,2\n", "line 1, column 1 is \"inf\"");
    assertSaid(",\n1,2\n", "line 1, column 1 is \"\"");
    assertSaid("x,y,label\n1,2\n", "line 2 has 2 values, the header has 3");
    assertSaid("x\n1,2\n", "line 2 has 2 values, the header has 1");
  }

  @Test
  void onlyDecimalNotationIsANumber() throws IOException {
    assertThat(read("+1.,.5,-2.5E-1\n")).containsExactly(new float[] {1, 0.5f, -0.25f});
    for (String field :
        List.of("1f", "2d", "0x1p3", "1\0", ".", "e5", "1e", "1_000", "\u0661", "Infinity")) {
      assertSaid("x\n" + field + "\n", "line 2, column 1 is \"" + field.replace('\0', '?') + "\"");
    }
  }

  private void assertSaid(String text, String found) throws IOException {
    assertRefused(write(text), found);
  }

  private static void assertRefused(Path file, String found) {
    assertThatThrownBy(() -> Csv.read(file))
        .isInstanceOf(DataFormatException.class)
        .hasMessageStartingWith(file + ": " + found)
        .hasMessageContaining("\n  expected: lines of as many finite numbers each");
  }
}
