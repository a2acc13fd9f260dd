package org.gan4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.junit.jupiter.api.Test;

class MirroringTest {
  private static final int COUNT = 400;

  private static Images images() {
    byte[] pixels = new byte[COUNT * 2 * 3 * 2];
    byte[] labels = new byte[COUNT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 7);
    }
    for (int i = 0; i < COUNT; i++) {
      labels[i] = (byte) (i % 5);
    }
    return Images.of(Shape.of(2, 3, 2), pixels, labels, 5);
  }

  private static final class Batch {
    final float[] rows;
    final int[] labels;

    Batch(LabelledSamples samples, int count, long step) {
      rows = new float[count * samples.rowShape().elementCount()];
      labels = new int[count];
      samples.fill(rows, labels, count, RandomStream.of(5, "data").at(step));
    }
  }

  @Test
  void halfOfTheImagesAreMirroredAndTheOthersAreAsTheyWere() {
    Batch plain = new Batch(images(), COUNT, 0);
    Batch mirrored = new Batch(Mirroring.of(images()), COUNT, 0);
    assertThat(mirrored.labels).isEqualTo(plain.labels);
    int count = 0;
    for (int image = 0; image < COUNT; image++) {
      boolean same = true;
      boolean opposite = true;
      for (int i = 0; i < 12; i++) {
        int row = i / 6;
        int column = i % 6 / 2;
        int across = row * 6 + (2 - column) * 2 + i % 2;
        same &= mirrored.rows[image * 12 + i] == plain.rows[image * 12 + i];
        opposite &= mirrored.rows[image * 12 + i] == plain.rows[image * 12 + across];
      }
      assertThat(same).isNotEqualTo(opposite);
      count += opposite ? 1 : 0;
    }
    assertThat(count / (double) COUNT).isCloseTo(0.5, within(0.1));
  }

  @Test
  void aBatchIsAFunctionOfSeedAndStepAheadOrNot() {
    Batch third = new Batch(Mirroring.of(images()), 64, 3);
    assertThat(new Batch(Mirroring.of(images()), 64, 3).rows).isEqualTo(third.rows);
    assertThat(new Batch(Mirroring.of(images()), 64, 4).rows).isNotEqualTo(third.rows);
    float[] rows = new float[64 * 12];
    int[] labels = new int[64];
    RandomStream stream = RandomStream.of(5, "data");
    try (Prefetching ahead = Prefetching.of(Mirroring.of(images()))) {
      ahead.fill(rows, labels, 64, stream.at(2));
      ahead.fill(rows, labels, 64, stream.at(3));
    }
    assertThat(rows).isEqualTo(third.rows);
  }

  @Test
  void anImageIsMirroredInSomeEpochsAndNotInOthers() {
    Mirroring mirroring = Mirroring.of(images().range(0, 1));
    boolean first = new Batch(mirroring, 1, 0).rows[0] == new Batch(mirroring, 1, 1).rows[0];
    boolean all = true;
    for (int epoch = 2; epoch < 30; epoch++) {
      all &=
          first == (new Batch(mirroring, 1, 0).rows[0] == new Batch(mirroring, 1, epoch).rows[0]);
    }
    assertThat(all).isFalse();
  }

  @Test
  void whatTheSourceSaysStays() {
    Mirroring mirroring = Mirroring.of(images());
    assertThat(mirroring.fingerprint()).isEqualTo(images().fingerprint());
    assertThat(mirroring.rowShape()).isEqualTo(Shape.of(2, 3, 2));
    assertThat(mirroring.classes()).isEqualTo(5);
  }

  @Test
  void onlyImagesAreMirrored() {
    assertThatThrownBy(() -> Mirroring.of(Samples.of(Shape.of(2), (row, stream) -> {})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mirroring needs images [height, width, channels]");
  }
}
