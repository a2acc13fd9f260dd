package org.gan4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gan4j.backend.Backends;
import org.gan4j.data.Noise;
import org.gan4j.data.Rows;
import org.gan4j.examples.run.RunFolder;
import org.gan4j.examples.run.StoredRun;
import org.gan4j.gan.TrainedGan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Python of docs/interop.md, where there is a Python that has torch and safetensors: {@code
 * python3}, or that of {@code -Dgan4j.python}.
 */
class PyTorchTest {
  private static final String PYTHON = System.getProperty("gan4j.python", "python3");
  private static final int COUNT = 20;

  @TempDir private Path folder;
  private Path run;

  @BeforeEach
  void trainSmall() throws IOException, InterruptedException {
    assumeTrue(
        python("import torch, safetensors").isEmpty(), PYTHON + " has no torch and safetensors");
    run = folder.resolve("run");
    Path data = Files.createDirectory(folder.resolve("data"));
    ByteBuffer images = ByteBuffer.allocate(16 + COUNT * 28 * 28);
    images.putInt(0x803).putInt(COUNT).putInt(28).putInt(28);
    ByteBuffer labels = ByteBuffer.allocate(8 + COUNT).putInt(0x801).putInt(COUNT);
    Files.write(data.resolve("train-images-idx3-ubyte"), images.array());
    Files.write(data.resolve("train-labels-idx1-ubyte"), labels.array());
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true))
            .execute(
                "train",
                "mnist",
                "--preset",
                "sngan",
                "--iterations",
                "3",
                "--batch",
                "4",
                "--channels",
                "4",
                "--noise-size",
                "5",
                "--no-metrics",
                "--data",
                data.toString(),
                "--out",
                run.toString());
    assertThat(code).as(err.toString()).isZero();
  }

  /** What Python says, which is nothing if all is well. */
  private static String python(String program) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(PYTHON, "-c", program).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : said + "failed";
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The blocks of Python that speak of torch, one after another. */
  private static String documented() throws IOException {
    Path page = Path.of("docs", "interop.md");
    Path here = Files.exists(page) ? page : Path.of("..").resolve(page);
    return Pattern.compile("```python\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(here))
        .results()
        .map(block -> block.group(1))
        .filter(block -> block.contains("torch") || block.contains("def store"))
        .collect(Collectors.joining("\n"));
  }

  private float[][] generated(float[][] noise) throws IOException {
    try (TrainedGan trained =
        StoredRun.read(new RunFolder(run), Main.EXPERIMENTS).restore(Backends.open("jvm"))) {
      return trained.generate(noise);
    }
  }

  /** The images, row-major with the channels last. */
  private static float[] read(Path text) throws IOException {
    List<String> lines = Files.readAllLines(text);
    float[] values = new float[lines.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(lines.get(i));
    }
    return values;
  }

  private String program(float[][] noise, Path text) throws IOException {
    return documented()
        + """

        model = generator(r"%s")
        with torch.no_grad():
            %s
            images = model(torch.tensor(%s)).permute(0, 2, 3, 1).flatten()
        open(r"%s", "w").write("\\n".join(str(v.item()) for v in images))
        """
            .formatted(run, "%s", Arrays.deepToString(noise), text);
  }

  private static void requireClose(float[] actual, float[][] expected) {
    assertThat(actual).containsExactly(Rows.join(expected), within(1e-5f));
  }

  @Test
  void theDocumentedProgramGivesTheSameImages() throws Exception {
    float[][] noise = Noise.gaussian(5).draw(4, 1);
    Path text = folder.resolve("images.txt");
    assertThat(python(program(noise, text).formatted("pass"))).isEmpty();
    requireClose(read(text), generated(noise));
  }

  @Test
  void whatPyTorchChangedComesBack() throws Exception {
    float[][] noise = Noise.gaussian(5).draw(4, 1);
    float[][] before = generated(noise);
    Path text = folder.resolve("images.txt");
    String change =
        "[p.mul_(1.5) for p in model.parameters()]; store(model, r\"%s\")"
            .formatted(run.resolve("generator.safetensors"));
    assertThat(python(program(noise, text).formatted(change))).isEmpty();
    requireClose(read(text), generated(noise));
    assertThat(generated(noise)[0]).isNotEqualTo(before[0]);
  }
}
