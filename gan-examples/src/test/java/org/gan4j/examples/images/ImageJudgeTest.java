package org.gan4j.examples.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Backends;
import org.gan4j.data.Images;
import org.gan4j.examples.run.Workbench;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageJudgeTest {
  @TempDir private Path cache;

  /** Class by class, as a folder's are: from dark to bright images, with a little noise. */
  private static Images inTheOrderOfTheirClasses() {
    RandomStream stream = RandomStream.of(1, "pixels");
    byte[] pixels = new byte[1_200 * 64];
    byte[] labels = new byte[1_200];
    for (int i = 0; i < pixels.length; i++) {
      labels[i / 64] = (byte) (i / 64 / 120);
      pixels[i] = (byte) (25 * labels[i / 64] + stream.nextInt(25));
    }
    return Images.of(Shape.of(8, 8, 1), pixels, labels, 10);
  }

  private Map<String, Double> measured(Backend backend, StringWriter out) {
    StringWriter err = new StringWriter();
    Images images = inTheOrderOfTheirClasses();
    KeptResults kept = KeptResults.in(cache, new PrintWriter(err));
    try (ImageJudge judge =
        ImageJudge.of(
            new Workbench(backend, new PrintWriter(out), new PrintWriter(err)),
            kept,
            DataSet.FOLDER,
            images)) {
      assertThat(err.toString()).isEmpty();
      return judge.measure(images.shuffled(5).rows());
    }
  }

  /** Classes that the classifier is not trained on would be told wrong. */
  @Test
  void theImagesOfAFolderAreJudgedByAllOfItsClasses() {
    Backend backend = Backends.open("jvm");
    StringWriter first = new StringWriter();
    Map<String, Double> figures = measured(backend, first);
    assertThat(figures.get("realAccuracy")).isGreaterThan(0.9);
    assertThat(figures.get("frechetDistance")).isLessThan(0.1);
    assertThat(figures.get("inceptionScore")).isGreaterThan(7);
    assertThat(first.toString()).contains("Training the classifier");
    StringWriter second = new StringWriter();
    assertThat(measured(backend, second)).isEqualTo(figures);
    assertThat(second.toString())
        .doesNotContain("Training the classifier")
        .contains("% of held-out images");
  }
}
