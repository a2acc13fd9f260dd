package org.gan4j.examples.pix2pix;

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

class DrawingsTest {

  /** A generator of zeros draws grey images, a third of which seem right to the judge. */
  @Test
  void figuresAndPicturesAreThoseOfTheGenerator() {
    Images images = TinyImages.of(12);
    Pix2Pix gan = new Pix2Pix(2, 2, 1, 1e-3, 100);
    Map<Variable, float[]> zeros = gan.scheme(EdgePairs.of(images)).initialValues(0);
    zeros.values().forEach(values -> Arrays.fill(values, 0));
    float[][] rows = images.rows();
    try (Session session = Session.open(new ReferenceBackend(), zeros);
        ClassJudge judge = TinyImages.judge(images)) {
      Drawings drawings = new Drawings(gan, session, images);
      Map<String, Double> figures = drawings.figures(judge, images.range(0, 1));
      assertThat(figures.get("realAccuracy")).isEqualTo(1);
      assertThat(figures.get("classAccuracy")).isEqualTo(1 / 3.0);
      assertThat(figures.get("classAgreement")).isEqualTo(1 / 3.0);
      assertThat(figures.get("distance"))
          .isEqualTo(Distances.mean(rows, new float[12][64]), within(1e-9));
      float[][] first = new float[12][];
      Arrays.fill(first, rows[0]);
      assertThat(figures.get("distanceOfMean"))
          .as("the mean of one image is that image")
          .isEqualTo(Distances.mean(rows, first), within(1e-9));
      float[][] pictures = drawings.pictures(5);
      assertThat(pictures).hasDimensions(15, 64);
      assertThat(pictures[5]).containsOnly(0);
      assertThat(pictures[14]).isEqualTo(rows[4]);
    }
  }
}
