package org.gan4j.examples.cyclegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.data.Images;
import org.gan4j.examples.digits.ClassJudge;
import org.gan4j.examples.digits.Distances;
import org.gan4j.examples.digits.TinyImages;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

class TranslationsTest {

  /** Generators of zeros make grey images of whatever class, so a third keeps its class. */
  @Test
  void figuresAndPicturesAreThoseOfTheGenerators() {
    Images images = TinyImages.of(12);
    TwoDomains domains = TwoDomains.paired(images);
    CycleGan gan = new CycleGan(2, 2, 1, 1e-3, 10, 5, 3);
    Map<Variable, float[]> zeros = gan.scheme(domains.plain(), domains.changed()).initialValues(0);
    zeros.values().forEach(values -> Arrays.fill(values, 0));
    float[][] grey = new float[12][64];
    try (Session session = Session.open(new ReferenceBackend(), zeros);
        ClassJudge judge = TinyImages.judge(images)) {
      Translations made = new Translations(gan, session, domains);
      Map<String, Double> figures = made.figures(judge, judge);
      assertThat(figures.get("realAccuracyPlain")).isEqualTo(1);
      assertThat(figures.get("classKeptToPlain")).isEqualTo(1 / 3.0);
      assertThat(figures.get("classKeptToChanged")).isEqualTo(1 / 3.0);
      assertThat(figures.get("cycleErrorPlain"))
          .isEqualTo(Distances.mean(images.rows(), grey), within(1e-9));
      assertThat(figures.get("distanceToPlain")).isEqualTo(figures.get("cycleErrorPlain"));
      float[][] pictures = made.pictures(5);
      assertThat(pictures).hasDimensions(30, 64);
      assertThat(pictures[4]).isEqualTo(images.rows()[4]);
      assertThat(pictures[5]).containsOnly(0);
      assertThat(pictures[15]).isEqualTo(domains.changed().rows()[0]);
    }
  }
}
