package org.gan4j.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.dropout;
import static org.gan4j.nn.Layers.relu;
import static org.gan4j.nn.Layers.sequential;

import java.util.Arrays;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.data.LabelledSamples;
import org.gan4j.nn.Network;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.train.BadBatchException;
import org.junit.jupiter.api.Test;

class ClassifierTest {
  private static final Network NETWORK =
      sequential(dense(8), relu(), dropout(0.1), dense(4).named("features"), relu(), dense(3));
  private static final Classifier.Plan PLAN = new Classifier.Plan(300, 64, 1e-2, 3);

  /** Three clouds on the diagonal. */
  private static final LabelledSamples CLOUDS =
      new LabelledSamples() {
        @Override
        public int classes() {
          return 3;
        }

        @Override
        public Shape rowShape() {
          return Shape.of(2);
        }

        @Override
        public void fill(float[] rows, int[] labels, int count, RandomStream stream) {
          for (int i = 0; i < count; i++) {
            labels[i] = (int) (stream.nextUniform() * 3);
            rows[2 * i] = 2 * (labels[i] - 1) + 0.3f * stream.nextGaussian();
            rows[2 * i + 1] = 2 * (labels[i] - 1) + 0.3f * stream.nextGaussian();
          }
        }

        @Override
        public void fill(float[] rows, int count, RandomStream stream) {
          fill(rows, new int[count], count, stream);
        }
      };

  private static Classifier trained(LabelledSamples data) {
    return Classifier.train(new ReferenceBackend(), NETWORK, data, PLAN);
  }

  @Test
  void itLearnsToTellCloudsApart() {
    float[][] centres = {{-2, -2}, {0, 0}, {2, 2}};
    try (Classifier classifier = trained(CLOUDS)) {
      float[][] probabilities = classifier.probabilities(centres);
      for (int k = 0; k < 3; k++) {
        assertThat(probabilities[k][k]).as("class %d", k).isGreaterThan(0.9f);
        assertThat(probabilities[k][0] + probabilities[k][1] + probabilities[k][2])
            .isBetween(0.9999f, 1.0001f);
      }
      assertThat(classifier.features(centres)).hasDimensions(3, 4);
      assertThat(classifier.probabilities(new float[0][])).isEmpty();
      assertThat(classifier.probabilities(new float[600][2])).hasDimensions(600, 3);
    }
  }

  @Test
  void storedWeightsJudgeAlike() {
    float[][] samples = {{-1, 0.5f}, {3, -2}};
    try (Classifier classifier = trained(CLOUDS);
        Classifier restored =
            Classifier.restore(
                new ReferenceBackend(), NETWORK, Shape.of(2), classifier.weights())) {
      float[][] expected = classifier.probabilities(samples);
      float[][] actual = restored.probabilities(samples);
      for (int i = 0; i < samples.length; i++) {
        assertThat(actual[i]).containsExactly(expected[i], within(1e-6f));
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> restored.features(new float[][] {{1, 2, 3}}))
          .withMessageContaining("row 0 has 3 values");
    }
  }

  @Test
  void dataThatIsNotFiniteStopsTheTraining() {
    LabelledSamples broken =
        new LabelledSamples() {
          @Override
          public int classes() {
            return 3;
          }

          @Override
          public Shape rowShape() {
            return Shape.of(2);
          }

          @Override
          public void fill(float[] rows, int[] labels, int count, RandomStream stream) {
            Arrays.fill(rows, Float.NaN);
          }

          @Override
          public void fill(float[] rows, int count, RandomStream stream) {
            fill(rows, new int[count], count, stream);
          }
        };
    assertThatThrownBy(() -> trained(broken))
        .isInstanceOf(BadBatchException.class)
        .hasMessageContaining("in the batch \"samples\", row 0, value 0 is NaN");
  }
}
