package org.gan4j.examples.bigan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.inject.Guice;
import java.util.Map;
import java.util.Set;
import org.gan4j.GanModule;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Session;
import org.gan4j.data.Images;
import org.gan4j.examples.MadeImages;
import org.gan4j.examples.MovedVariables;
import org.gan4j.tensor.Shape;
import org.gan4j.train.Trained;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BiGanTest {
  private static final Images IMAGES = MadeImages.bars(40);
  private static final BiGan GAN = new BiGan(2, 5, 10, 8, 2);

  private static Backend backend(String name) {
    return Guice.createInjector(GanModule.withBackend(name)).getInstance(Backend.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "nd4j", "tf"})
  void eachSideMovesOnlyItsOwnNetworks(String backend) {
    MovedVariables moved = new MovedVariables();
    GAN.training(IMAGES, 3).run(backend(backend), moved).close();
    assertThat(moved.modelsByStep())
        .isEqualTo(
            Map.of(
                "discriminator",
                Set.of("discriminator"),
                "generator",
                Set.of("encoder", "generator", "generator+encoder")));
  }

  @Test
  void eachSideHasALossAndReconstructionsAreCompared() {
    assertThat(GAN.training(IMAGES, 3).losses())
        .containsExactly("discriminator", "generator", "reconstruction");
  }

  @Test
  void reconstructionsStandUnderTheirOriginals() {
    Images images = IMAGES.range(0, 20);
    Shape shape = IMAGES.rowShape();
    try (Trained trained = GAN.training(IMAGES, 3).run(backend("jvm"))) {
      Session session = trained.session();
      float[][] codes = GAN.encoder(session, shape).apply(images.rows());
      assertThat(codes).hasDimensions(20, GAN.codeSize());
      float[][] made = GAN.generator(session, shape).apply(codes);
      float[][] rows = new Reconstructions(GAN, session, images).pictures(12);
      assertThat(rows).hasDimensions(40, 64);
      assertThat(rows[11]).isEqualTo(images.rows()[11]);
      assertThat(rows[12]).isEqualTo(made[0]);
      assertThat(rows[24]).isEqualTo(images.rows()[12]);
      assertThat(rows[39]).isEqualTo(made[19]);
    }
  }

  @Test
  void aWeightThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BiGan(2, 5, Double.NaN, 8, 2))
        .withMessageContaining("not NaN");
  }
}
