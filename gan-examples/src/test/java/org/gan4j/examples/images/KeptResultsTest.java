package org.gan4j.examples.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.flatten;
import static org.gan4j.nn.Layers.sequential;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Backends;
import org.gan4j.classifier.Classifier;
import org.gan4j.data.Images;
import org.gan4j.examples.MadeImages;
import org.gan4j.nn.Network;
import org.gan4j.train.SafeTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptResultsTest {
  private static final String NAME = "bars-1";

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();
  private final Backend backend = Backends.open("jvm");
  private final Images images = MadeImages.bars(20);
  private final Network network = sequential(flatten(), dense(10));
  private int trained;

  /** What the classifier says of the first images. */
  private float[][] judged(Path cache) throws IOException {
    try (Classifier classifier =
        KeptResults.in(cache, new PrintWriter(err))
            .get(
                "the classifier",
                NAME,
                file ->
                    Optional.of(
                        Classifier.restore(
                            backend, network, images.rowShape(), SafeTensors.read(file))),
                this::train,
                (file, made) -> SafeTensors.write(file, made.weights()))) {
      return classifier.probabilities(images.range(0, 5).rows());
    }
  }

  private Classifier train() {
    trained++;
    return Classifier.train(backend, network, images, Classifier.Plan.of(3));
  }

  private Path file() {
    return folder.resolve("cache").resolve(NAME);
  }

  @Test
  void aClassifierIsTrainedOnceAndKept() throws IOException {
    float[][] first = judged(folder.resolve("cache"));
    assertThat(judged(folder.resolve("cache"))).isDeepEqualTo(first);
    assertThat(trained).isEqualTo(1);
    assertThat(file()).isNotEmptyFile();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aKeptOneThatIsDamagedIsMadeAnewWithAWarning() throws IOException {
    float[][] right = judged(folder.resolve("cache"));
    byte[] whole = Files.readAllBytes(file());
    byte[] notANumber = whole.clone();
    ByteBuffer.wrap(notANumber)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(whole.length - Float.BYTES, Float.NaN);
    SafeTensors.write(file(), Map.of());
    byte[] ofNothing = Files.readAllBytes(file());
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    int expected = 1;
    for (byte[] damaged : new byte[][] {new byte[0], cut, notANumber, ofNothing}) {
      Files.write(file(), damaged);
      err.getBuffer().setLength(0);
      assertThat(judged(folder.resolve("cache"))).isDeepEqualTo(right);
      assertThat(trained).isEqualTo(++expected);
      assertThat(err.toString())
          .startsWith("gan: warning: the classifier that an earlier run kept is of no use")
          .hasLineCount(1);
      assertThat(file()).hasBinaryContent(whole);
    }
  }

  @Test
  void whereNothingCanBeKeptIsAWarning() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    judged(file.resolve("cache"));
    assertThat(trained).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("gan: warning: the classifier is not kept")
        .contains(
            "fix: name a folder that can be written to in the environment variable XDG_CACHE_HOME");
  }
}
