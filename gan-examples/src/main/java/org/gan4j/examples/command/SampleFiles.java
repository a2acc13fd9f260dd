package org.gan4j.examples.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.gan4j.examples.run.Drawn;
import org.gan4j.examples.run.RunFolder;
import org.gan4j.file.AtomicFile;
import org.gan4j.report.picture.ImageGrid;

/**
 * Samples as files. They are written as they are drawn, so that few are in memory at once.
 *
 * @param count how many samples, at least 1
 * @param out the file or the folder
 */
record SampleFiles(Drawn drawn, int count, Path out) {
  /** A multiple of 256, as {@link Drawn#rows} wants it. */
  private static final int TOGETHER = 1_024;

  private static final int MOST_IN_A_GRID = 10_000;

  private static final Pattern PICTURE = Pattern.compile("(?i).*\\.(png|jpe?g|gif)");
  private static final Pattern ENDING = Pattern.compile(".*\\.[a-zA-Z]+");

  /** What is done with some samples. */
  @FunctionalInterface
  private interface Some {
    void write(int first, float[][] rows) throws IOException;
  }

  private void forAll(Some some) throws IOException {
    for (int first = 0; first < count; first += TOGETHER) {
      some.write(first, drawn.rows(first, Math.min(TOGETHER, count - first)));
    }
  }

  /** A table with the header {@code x,y}. */
  void writePoints() throws IOException {
    if (PICTURE.matcher(name()).matches()) {
      throw refused("is no name for points, which are written as CSV", "choose --out samples.csv");
    }
    requireFile();
    AtomicFile.write(
        out.toAbsolutePath(),
        file -> {
          try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.append("x,y").append('\n');
            forAll(
                (first, rows) -> {
                  for (float[] row : rows) {
                    csv.append(row[0] + "," + row[1]).append('\n');
                  }
                });
          }
        });
  }

  /** All in a grid, or one file each in a folder. */
  void writeImages() throws IOException {
    boolean named = ENDING.matcher(name()).matches() && !Files.isDirectory(out);
    if (!named) {
      writeEach();
    } else if (name().toLowerCase(Locale.ROOT).endsWith(".png")) {
      writeGrid();
    } else {
      throw refused(
          "is neither a PNG file nor a folder", "end the name with .png, or leave the ending out");
    }
  }

  private void writeGrid() throws IOException {
    if (count > MOST_IN_A_GRID) {
      throw refused(
          String.format(
              Locale.ROOT, "would be a grid of %,d images, more than %,d", count, MOST_IN_A_GRID),
          "give the name of a folder, for a file each");
    }
    requireFile();
    int columns = Math.min(10, (int) Math.ceil(Math.sqrt(count)));
    ImageGrid.of(drawn.rowShape(), drawn.rows(0, count), columns).write(out.toAbsolutePath());
  }

  private void writeEach() throws IOException {
    if (Files.isDirectory(out) && !OutPath.isEmptyFolder(out)) {
      throw refused("is not empty", "choose another folder with --out, or remove what is in it");
    }
    Path folder = RunFolder.create(out.toAbsolutePath(), "", false).path();
    forAll((first, rows) -> ImageGrid.of(drawn.rowShape(), rows, 1).writeEach(folder, first));
  }

  private void requireFile() {
    if (Files.isDirectory(out)) {
      throw refused("is a folder", "choose a file, such as --out " + out.resolve("samples.csv"));
    }
    if (Files.exists(out) && !Files.isRegularFile(out)) {
      throw refused("is a device or pipe, not a file", "choose a file with --out");
    }
  }

  private String name() {
    Path name = out.getFileName();
    return name == null ? "" : name.toString();
  }

  private IllegalArgumentException refused(String why, String fix) {
    return new IllegalArgumentException(out + " " + why + "\n  fix: " + fix);
  }
}
