package org.gan4j.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.nn.Distribution;
import org.gan4j.nn.Network;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

class InferenceTest {
  private static final Network NOISY =
      (x, scope) -> x.plus(scope.random("noise", x.shape(), Distribution.NORMAL));

  private static Session session() {
    return Session.open(
        new ReferenceBackend(), Map.of(new Variable("unused", Shape.SCALAR), new float[1]));
  }

  private static float[][] rows(int count) {
    float[][] rows = new float[count][];
    Arrays.setAll(rows, i -> new float[] {i, -i});
    return rows;
  }

  @Test
  void anyNumberOfRowsTakesAFewProgramsOnly() {
    Set<Integer> sizes = new TreeSet<>();
    try (Session session = session()) {
      Inference twice =
          new Inference(
              session,
              size -> {
                sizes.add(size);
                Tensor x = Tensor.input("x", Shape.of(size, 2));
                return Step.named("twice").output("y", x.times(2)).build();
              });
      for (int count = 0; count <= 600; count += count < 20 ? 1 : 37) {
        float[][] in = rows(count);
        float[][] out = new float[count][];
        twice.run(count, 0, chunk -> chunk.copy(in, "x"), Map.of("y", out));
        for (int i = 0; i < count; i++) {
          assertThat(out[i]).containsExactly(2 * i, -2 * i);
        }
      }
    }
    assertThat(sizes).containsExactly(1, 4, 16, 64, 256);
  }

  @Test
  void whatIsDrawnForARowDoesNotDependOnHowManyThereAre() {
    try (Session session = session()) {
      Inference noisy = Inference.of(session, "noisy", NOISY, Shape.of(2));
      float[][] all = noisy.apply(rows(300));
      float[][] few = noisy.apply(rows(3));
      assertThat(few).isDeepEqualTo(Arrays.copyOf(all, 3));
      assertThat(all[299][0] - 299).isNotEqualTo(all[298][0] - 298);
    }
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    try (Session session = session()) {
      Inference noisy = Inference.of(session, "noisy", NOISY, Shape.of(2));
      assertThatThrownBy(() -> noisy.apply(new float[][] {{1, 2}, {3}}))
          .hasMessage("row 1 has 1 values; the input \"input\" has 2");
    }
  }
}
