package org.gan4j.examples.cyclegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gan4j.backend.Session;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.random.RandomStream;
import org.gan4j.step.BoundStep;
import org.gan4j.step.InitialValue;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.junit.jupiter.api.Test;

class ImagePoolTest {
  private static final int CAPACITY = 5;
  private static final int BATCH = 2;
  private static final int SIZE = 4;
  private static final long SEED = 3;

  /** The pool of the paper's authors, as one would write it without tensors. */
  private static final class PlainPool {
    final List<float[]> images = new ArrayList<>();
    int swaps;

    float[] exchange(float[] image, float swap, float place) {
      if (images.size() < CAPACITY) {
        images.add(image);
        return image;
      }
      if (swap < 0.5f) {
        return image;
      }
      swaps++;
      return images.set((int) (place * CAPACITY), image);
    }
  }

  @Test
  void itDoesWhatAPlainPoolDoes() {
    Step.Builder tracing = Step.named("exchange");
    Tensor images = Tensor.input("images", Shape.of(BATCH, 2, 2, 1));
    tracing.output("out", new ImagePool("pool", CAPACITY).exchange(tracing, images));
    Step step = tracing.build();
    Map<Variable, float[]> start =
        step.initialValues().stream()
            .collect(Collectors.toMap(InitialValue::variable, value -> value.drawn(0)));
    RandomStream stream = RandomStream.of(SEED, "pool/draws");
    PlainPool plain = new PlainPool();
    try (Session session = Session.open(new ReferenceBackend(), start)) {
      float[] in = new float[BATCH * SIZE];
      BoundStep bound = new BoundStep(session, step, Map.of("images", in), SEED);
      for (int run = 0; run < 40; run++) {
        float[] draws = new float[2 * BATCH];
        stream.at(run).fillUniform(draws, draws.length, 0, 1);
        float[] expected = new float[in.length];
        for (int i = 0; i < BATCH; i++) {
          float[] image = new float[SIZE];
          for (int j = 0; j < SIZE; j++) {
            image[j] = in[i * SIZE + j] = 100 * run + 10 * i + j;
          }
          float[] out = plain.exchange(image, draws[2 * i], draws[2 * i + 1]);
          System.arraycopy(out, 0, expected, i * SIZE, SIZE);
        }
        bound.run(run, 1);
        assertThat(bound.copies().get("out")).as("run %d", run).containsExactly(expected);
      }
    }
    assertThat(plain.swaps).as("the case is worth comparing").isBetween(20, 60);
  }

  @Test
  void aPoolWithoutPlacesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImagePool("pool", 0))
        .withMessageContaining("at least 1 image, not 0");
  }
}
