package org.gan4j.examples.cyclegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.examples.digits.TinyImages;
import org.gan4j.examples.translation.ChangedBySteps;
import org.gan4j.step.BoundStep;
import org.gan4j.step.Step;
import org.gan4j.tensor.Variable;
import org.gan4j.train.Trained;
import org.gan4j.train.Training;
import org.junit.jupiter.api.Test;

class CycleGanTest {
  private static final CycleGan GAN = new CycleGan(2, 2, 3, 1e-2, 10, 5, 3);

  private static Training training() {
    TwoDomains domains = TwoDomains.unpaired(TinyImages.of(12));
    return GAN.training(domains.plain(), domains.changed(), 7);
  }

  @Test
  void eachSideMovesNothingOfTheOther() {
    ChangedBySteps changes = new ChangedBySteps();
    try (Trained trained = training().run(new ReferenceBackend(), changes)) {
      assertThat(trained.summary().iterations()).isEqualTo(3);
    }
    assertThat(changes.byStep())
        .containsExactly(
            entry(
                "discriminators",
                Set.of(
                    "judgeA", "judgeB", "optimizer/judgeA", "optimizer/judgeB", "poolA", "poolB")),
            entry("generators", Set.of("toA", "toB", "optimizer/toA+toB")));
  }

  /** Networks of zeros make grey images and undecided logits, so that all losses are known. */
  @Test
  void lossesAreAsComputedByHand() {
    Training training = training();
    Map<Variable, float[]> zeros = training.scheme().initialValues(0);
    zeros.values().forEach(values -> Arrays.fill(values, 0));
    float[] a = new float[2 * 64];
    float[] b = new float[2 * 64];
    Arrays.fill(a, 0.5f);
    Arrays.fill(b, 0, 64, -1);
    for (Step step : training.scheme().steps()) {
      try (Session session = Session.open(new ReferenceBackend(), zeros)) {
        BoundStep bound = new BoundStep(session, step, Map.of("a", a, "b", b), 0);
        bound.run(0, 1);
        if (step.name().equals("discriminators")) {
          assertThat(bound.copies().get("judgeA")).containsExactly(0.5f);
          assertThat(bound.copies().get("judgeB")).containsExactly(0.5f);
        } else {
          assertThat(bound.copies().get("adversarial")).containsExactly(0.5f + 0.5f);
          assertThat(bound.copies().get("cycle")).containsExactly(0.5f + 0.5f);
          assertThat(bound.copies().get("identity")).containsExactly(0.5f + 0.5f);
          assertThat(loss(bound.copies(), "generators")).isEqualTo(1 + 10 + 5, within(1e-5f));
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
        .containsExactly("judgeA", "judgeB", "generators", "adversarial", "cycle", "identity");
  }

  @Test
  void weightsThatAreNoneAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CycleGan(2, 2, 3, 1e-2, 10, Double.NaN, 3))
        .withMessageContaining("identity NaN");
  }
}
