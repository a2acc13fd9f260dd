package org.gan4j.examples.cyclegan;

import static org.assertj.core.api.Assertions.assertThat;

import org.gan4j.backend.Backends;
import org.gan4j.data.Images;
import org.gan4j.examples.MadeImages;
import org.gan4j.examples.digits.Distances;
import org.gan4j.train.Trained;
import org.junit.jupiter.api.Test;

class CycleGanLearningTest {

  /** An untrained generator makes grey images, at a distance of about 1. */
  @Test
  void imagesAreInvertedThoughNoPairWasEverSeen() {
    Images images = MadeImages.bars(240);
    TwoDomains unpaired = TwoDomains.unpaired(images.range(0, 200));
    TwoDomains unseen = TwoDomains.paired(images.range(200, 240));
    CycleGan gan = new CycleGan(4, 8, 300, 5e-3, 1, 0.1, 50);
    try (Trained trained =
        gan.training(unpaired.plain(), unpaired.changed(), 1).run(Backends.open("jvm"))) {
      float[][] plain = unseen.plain().rows();
      float[][] changed = unseen.changed().rows();
      float[][] made = gan.toB(trained.session(), images.rowShape()).apply(plain);
      assertThat(Distances.mean(plain, changed)).isGreaterThan(1.6);
      assertThat(Distances.mean(made, changed)).isLessThan(0.5);
    }
  }
}
