package org.gan4j.examples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.gan4j.data.Images;
import org.junit.jupiter.api.Test;

class ClassJudgeTest {
  @Test
  void itCountsTheImagesThatKeepTheirClass() {
    Images images = TinyImages.of(30);
    float[][] kept = images.rows();
    float[][] third = kept.clone();
    Arrays.fill(third, kept[0]);
    try (ClassJudge judge = TinyImages.judge(images)) {
      assertThat(judge.classes(Arrays.copyOf(kept, 4))).containsExactly(0, 1, 2, 0);
      assertThat(judge.accuracy(kept, images)).isEqualTo(1);
      assertThat(judge.accuracy(third, images)).isEqualTo(1 / 3.0);
      assertThat(judge.agreement(third, kept)).isEqualTo(1 / 3.0);
    }
  }
}
