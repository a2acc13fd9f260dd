package org.gan4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.gan4j.tensor.Variable;
import org.gan4j.train.SafeTensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** gan sample: what it writes, and what it answers where it cannot. */
class SampleCommandTest {
  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();
  private Path run;

  @BeforeEach
  void name() {
    run = folder.resolve("run");
  }

  private int gan(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private void trainPoints() {
    assertThat(gan("train", "quadratic", "--iterations", "5", "--out", run.toString())).isZero();
  }

  private void trainDigits() throws IOException {
    int count = 8;
    Path data = Files.createDirectory(folder.resolve("data"));
    ByteBuffer images = ByteBuffer.allocate(16 + count * 28 * 28);
    images.putInt(0x803).putInt(count).putInt(28).putInt(28);
    Files.write(data.resolve("train-images-idx3-ubyte"), images.array());
    ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    Files.write(data.resolve("train-labels-idx1-ubyte"), labels.array());
    List<String> train = new ArrayList<>(List.of("train", "mnist", "--iterations", "1"));
    train.addAll(List.of("--batch", "4", "--channels", "2", "--no-metrics"));
    train.addAll(List.of("--data", data.toString(), "--out", run.toString()));
    assertThat(gan(train.toArray(new String[0]))).as(err.toString()).isZero();
    err.getBuffer().setLength(0);
  }

  private int sample(int count, Path out) {
    err.getBuffer().setLength(0);
    return gan("sample", run.toString(), "-n", Integer.toString(count), "--out", out.toString());
  }

  private void assertRefused(int code, int count, Path out, String... said) {
    assertThat(sample(count, out)).as(err.toString()).isEqualTo(code);
    assertThat(err.toString()).contains(said).doesNotContain("\tat ");
  }

  /** The command in a JVM of its own, behind words such as those that limit what it may take. */
  private int shell(String before, String options, int count, Path out) throws Exception {
    String command =
        "%s exec '%s' %s -cp '%s' %s sample '%s' -n %d --out '%s'"
            .formatted(
                before,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                options,
                System.getProperty("java.class.path"),
                Main.class.getName(),
                run,
                count,
                out);
    Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    err.write(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    return process.waitFor();
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aDiskThatIsFullIsAFailureAndTheOldFileStays() throws Exception {
    trainPoints();
    Path out = Files.writeString(folder.resolve("s.csv"), "old");
    assertThat(shell("ulimit -f 8;", "", 5_000, out)).as(err.toString()).isEqualTo(1);
    assertThat(err.toString()).contains("gan: ", "File too large").doesNotContain("\tat ");
    assertThat(out).hasContent("old");
    assertThat(files()).containsExactly("run", "s.csv");
  }

  @Test
  void moreSamplesThanTheMemoryHoldsAreDrawnAndAreThoseOfAnyNumber() throws Exception {
    trainPoints();
    Path many = folder.resolve("many.csv");
    assertThat(shell("", "-Xmx24m", 500_000, many)).as(err.toString()).isZero();
    Path few = folder.resolve("few.csv");
    shell("", "", 3_000, few); // not in this JVM, which may compute with vectors
    List<String> lines = Files.readAllLines(many);
    assertThat(lines.size()).isEqualTo(500_001);
    assertThat(new HashSet<>(lines).size()).as("different samples").isGreaterThan(499_000);
    assertThat(lines.subList(0, 3_001).equals(Files.readAllLines(few))).isTrue();
  }

  @Test
  void aNumberThatNoOneCanMeanIsBadUsage() {
    trainPoints();
    Path out = folder.resolve("s.csv");
    assertRefused(2, 2_000_000_000, out, "gan: -n must be 1 to 1,000,000,000, not 2000000000");
    assertRefused(2, 0, out, "gan: -n must be 1 to 1,000,000,000, not 0");
    assertThat(out).doesNotExist();
  }

  @Test
  void numbersAreTheSameInEveryLanguage() throws Exception {
    trainPoints();
    String arabic = "-Duser.language=ar -Duser.country=EG";
    assertThat(shell("", arabic, 0, folder.resolve("s.csv"))).isEqualTo(2);
    assertThat(err.toString()).contains("gan: -n must be 1 to 1,000,000,000, not 0");
  }

  @Test
  void pointsAreWrittenToAFileAndToNothingElse() throws IOException {
    trainPoints();
    Path empty = Files.createDirectory(folder.resolve("d"));
    assertRefused(
        2,
        2,
        empty,
        empty
            + " is a folder\n  fix: choose a file, such as --out "
            + empty.resolve("samples.csv"));
    assertThat(empty).isEmptyDirectory();
    assertRefused(2, 2, folder.resolve("s.png"), "is no name for points", "--out samples.csv");
    Path device = Path.of("/dev/null");
    if (Files.exists(device)) {
      assertRefused(2, 2, device, "/dev/null is a device or pipe, not a file");
    }
    assertThat(files()).containsExactly("d", "run");
  }

  @Test
  void imagesAreWrittenAsPngOrIntoAnEmptyFolder() throws IOException {
    trainDigits();
    Path jpeg = folder.resolve("digits.jpg");
    assertRefused(
        2, 3, jpeg, jpeg + " is neither a PNG file nor a folder", "end the name with .png");
    assertThat(jpeg).doesNotExist();
    Path each = folder.resolve("each");
    assertThat(sample(1_030, each)).isZero();
    assertThat(each.resolve("image_1029.png")).exists();
    assertThat(each.resolve("image_1030.png")).doesNotExist();
    assertRefused(
        2,
        3,
        each,
        each + " is not empty\n  fix: choose another folder with --out, or remove what is in it");
    assertThat(err.toString()).doesNotContain("--overwrite");
    assertRefused(
        2, 10_001, folder.resolve("g.png"), "would be a grid of 10,001 images", "a folder");
    assertThat(sample(3, folder.resolve("g.png"))).isZero();
  }

  @Test
  void weightsThatGiveNoNumbersOrDoNotFitAreBadData() throws IOException {
    assertThat(
            gan("train", "quadratic", "--normalize", "--iterations", "5", "--out", run.toString()))
        .isZero();
    Path file = run.resolve("generator.safetensors");
    Map<Variable, float[]> weights = SafeTensors.read(file);
    Path out = folder.resolve("s.csv");
    SafeTensors.write(
        file, weights, Map.of("normalization.shift", "1", "normalization.scale", "2"));
    assertRefused(3, 2, out, file + " does not fit its run: a normalization of 1 coordinates");
    SafeTensors.write(file, weights, Map.of("normalization.shift", "1,2"));
    assertRefused(3, 2, out, "the metadata have no normalization.scale");
    SafeTensors.write(file, Map.of());
    assertRefused(3, 2, out, file + " does not fit its run: the weights have no variable");
    SafeTensors.write(file, weights);
    byte[] bytes = Files.readAllBytes(file);
    int header = Long.BYTES + (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    Arrays.fill(bytes, header, bytes.length, (byte) 0xff); // all NaN
    Files.write(file, bytes);
    assertRefused(3, 2, out, file.toString());
    assertThat(files()).containsExactly("run");
  }
}
