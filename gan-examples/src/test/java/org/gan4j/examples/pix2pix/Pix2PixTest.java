package org.gan4j.examples.pix2pix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gan4j.backend.Backends;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.data.Images;
import org.gan4j.examples.MadeImages;
import org.gan4j.examples.digits.Distances;
import org.gan4j.examples.digits.TinyImages;
import org.gan4j.examples.translation.ChangedBySteps;
import org.gan4j.step.BoundStep;
import org.gan4j.step.Step;
import org.gan4j.tensor.Variable;
import org.gan4j.train.Trained;
import org.gan4j.train.Training;
import org.junit.jupiter.api.Test;

class Pix2PixTest {
  private static final Pix2Pix GAN = new Pix2Pix(2, 2, 3, 1e-2, 100);

  private static Training training() {
    return GAN.training(EdgePairs.of(TinyImages.of(12)), 7);
  }

  @Test
  void eachSideMovesNothingOfTheOther() {
    ChangedBySteps changes = new ChangedBySteps();
    try (Trained trained = training().run(new ReferenceBackend(), changes)) {
      assertThat(trained.summary().iterations()).isEqualTo(3);
    }
    assertThat(changes.byStep())
        .containsExactly(
            entry("discriminator", Set.of("discriminator", "optimizer/discriminator")),
            entry("generator", Set.of("generator", "optimizer/generator")));
  }

  /** Networks of zeros make grey images and undecided logits, so that all losses are known. */
  @Test
  void lossesAreAsComputedByHand() {
    Training training = training();
    Map<Variable, float[]> zeros = training.scheme().initialValues(0);
    zeros.values().forEach(values -> Arrays.fill(values, 0));
    float[] pairs = new float[2 * 64 * 2];
    for (int pixel = 0; pixel < 128; pixel++) {
      pairs[2 * pixel] = 1;
      pairs[2 * pixel + 1] = pixel < 64 ? -1 : 0.5f;
    }
    float undecided = (float) Math.log(2);
    for (Step step : training.scheme().steps()) {
      try (Session session = Session.open(new ReferenceBackend(), zeros)) {
        BoundStep bound = new BoundStep(session, step, Map.of("pairs", pairs), 0);
        bound.run(0, 1);
        Map<String, float[]> losses = bound.copies();
        if (step.name().equals("discriminator")) {
          assertThat(loss(losses, "discriminator")).isEqualTo(2 * undecided, within(1e-6f));
        } else {
          assertThat(loss(losses, "adversarial")).isEqualTo(undecided, within(1e-6f));
          assertThat(loss(losses, "distance")).isEqualTo(0.75f, within(1e-6f));
          assertThat(loss(losses, "generator")).isEqualTo(undecided + 75, within(1e-4f));
        }
      }
    }
  }

  private static float loss(Map<String, float[]> losses, String name) {
    return Objects.requireNonNull(losses.get(name), name)[0];
  }

  @Test
  void allLossesHaveNames() {
    assertThat(training().losses())
        .containsExactly("discriminator", "generator", "adversarial", "distance");
  }

  @Test
  void weightsThatAreNoneAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pix2Pix(2, 2, 3, 1e-2, -1))
        .withMessageContaining("not -1.0");
  }

  /** The edges themselves are at a distance of 0.77, and black images at about 0.33. */
  @Test
  void unseenImagesAreDrawnAfterTheirEdgesAfterAShortTraining() {
    Images images = MadeImages.bars(240);
    Images unseen = images.range(200, 240);
    Pix2Pix gan = new Pix2Pix(4, 8, 150, 3e-3, 100);
    try (Trained trained =
        gan.training(EdgePairs.of(images.range(0, 200)), 1).run(Backends.open("jvm"))) {
      float[][] edges = EdgePairs.given(EdgePairs.of(unseen).rows());
      float[][] drawn = gan.translation(trained.session(), images.rowShape()).apply(edges);
      assertThat(Distances.mean(drawn, unseen.rows())).isLessThan(0.2);
    }
  }
}
