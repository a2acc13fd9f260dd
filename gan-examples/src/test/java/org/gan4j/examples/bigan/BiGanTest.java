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
  private static final BiGan.Settings SETTINGS = new BiGan.Settings(2, 5, 2, 8, 3);
  private static final BiGan GAN = BiGan.of(SETTINGS, IMAGES.rowShape());

  private static Backend backend(String name) {
    return Guice.createInjector(GanModule.withBackend(name)).getInstance(Backend.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "nd4j", "tf"})
  void eachSideMovesOnlyItsOwnNetworks(String backend) {
    MovedVariables moved = new MovedVariables();
    GAN.training(IMAGES).run(backend(backend), moved).close();
    assertThat(moved.modelsByStep())
        .isEqualTo(
            Map.of(
                "discriminator",
                Set.of("discriminator"),
                "generator",
                Set.of("encoder", "generator", "generator+encoder")));
  }

  @Test
  void eachSideHasALoss() {
    assertThat(GAN.training(IMAGES).losses()).containsExactly("discriminator", "generator");
  }

  @Test
  void reconstructionsStandUnderTheirOriginals() {
    float[][] images = IMAGES.draw(20, 5);
    try (Trained trained = GAN.training(IMAGES).run(backend("jvm"))) {
      Session session = trained.session();
      float[][] codes = GAN.encoder(session).apply(images);
      assertThat(codes).hasDimensions(20, SETTINGS.codeSize());
      float[][] made = GAN.generator(session).apply(codes);
      float[][] rows = GAN.besideOriginals(session, images, 12);
      assertThat(rows).hasDimensions(40, 64);
      assertThat(rows[11]).isEqualTo(images[11]);
      assertThat(rows[12]).isEqualTo(made[0]);
      assertThat(rows[24]).isEqualTo(images[12]);
      assertThat(rows[39]).isEqualTo(made[19]);
    }
  }

  @Test
  void imagesWhoseSidesCannotBeHalvedTwiceAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BiGan.of(SETTINGS, Shape.of(28, 30, 1)))
        .withMessageContaining("sides that 4 divides, not [28, 30, 1]");
  }
}
