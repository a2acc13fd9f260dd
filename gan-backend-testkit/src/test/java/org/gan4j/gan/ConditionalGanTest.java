package org.gan4j.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.gan4j.nn.Layers.auxiliaryClassifier;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.labelEmbedding;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.projection;
import static org.gan4j.nn.Layers.sequential;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.data.Curves;
import org.gan4j.data.LabelledSamples;
import org.gan4j.data.Noise;
import org.gan4j.data.Samples;
import org.gan4j.loss.GanLosses;
import org.gan4j.loss.Penalties;
import org.gan4j.nn.Initializer;
import org.gan4j.optim.Adam;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.train.Iteration;
import org.gan4j.train.TrainingListener;
import org.junit.jupiter.api.Test;

class ConditionalGanTest {
  private static final Trainer TRAINER = new AlternatingTrainer(new ReferenceBackend());
  private static final int CLASSES = 3;

  /** Samples that are their class: 0, 1 or 2. */
  private static final LabelledSamples DIGITS =
      new LabelledSamples() {
        @Override
        public int classes() {
          return CLASSES;
        }

        @Override
        public Shape rowShape() {
          return Shape.of(1);
        }

        @Override
        public void fill(float[] rows, int count, RandomStream stream) {
          fill(rows, new int[count], count, stream);
        }

        @Override
        public void fill(float[] rows, int[] labels, int count, RandomStream stream) {
          for (int i = 0; i < count; i++) {
            labels[i] = (int) (stream.nextUniform() * CLASSES);
            rows[i] = labels[i];
          }
        }
      };

  private static final Gan CONDITIONAL =
      Gan.of(
              Noise.uniform(1, -1, 1),
              sequential(labelEmbedding(4), dense(8), leakyRelu(0.2), dense(1)),
              sequential(dense(16), leakyRelu(0.2), dense(16), leakyRelu(0.2), projection()),
              GanLosses.relativisticPairing())
          .withClasses(CLASSES)
          .withPenalty(Penalties.r1(0.1));

  private static final TrainingPlan PLAN =
      TrainingPlan.of(Adam.of(1e-2).withBetas(0, 0.9)).withIterations(400).withBatchSize(32);

  @Test
  void theGeneratorLearnsToMakeTheClassAskedFor() {
    try (TrainedGan trained = TRAINER.train(CONDITIONAL, DIGITS, PLAN)) {
      for (int label = 0; label < CLASSES; label++) {
        double sum = 0;
        for (float[] sample : trained.generate(50, 1, label)) {
          sum += sample[0];
        }
        assertThat(sum / 50).as("mean of class %d", label).isCloseTo(label, within(0.25));
      }
      assertThat(trained.generate(7, 1)[4]).isEqualTo(trained.generate(7, 1, 1)[4]);
      assertThat(trained.generate(7, 1)[5]).isNotEqualTo(trained.generate(7, 1, 1)[5]);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trained.generate(1, 0, 3))
          .withMessage("this GAN has classes 0 to 2, not 3");
    }
  }

  /** With all kernels 0 every logit is 0: softplus(0) = ln 2, and each class has 1/3. */
  @Test
  void anAuxiliaryClassifierAddsItsCrossEntropyToBothLosses() {
    Initializer zero = Initializer.constant(0);
    Gan gan =
        Gan.of(
                Noise.uniform(1, -1, 1),
                dense(1).withKernelInitializer(zero),
                sequential(
                    dense(2).withKernelInitializer(zero),
                    auxiliaryClassifier(CLASSES),
                    dense(1).withKernelInitializer(zero)),
                GanLosses.nonSaturating())
            .withClasses(CLASSES)
            .withClassLossWeight(0.5);
    List<Float> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            losses.add(iteration.loss(GanScheme.DISCRIMINATOR));
            losses.add(iteration.loss(GanScheme.GENERATOR));
          }
        };
    TrainingPlan plan = TrainingPlan.of(Adam.of(1e-9)).withIterations(1).withBatchSize(5);
    TRAINER.train(gan, DIGITS, plan, listener).close();
    assertThat((double) losses.get(0)).isCloseTo(2 * Math.log(2) + Math.log(3), within(1e-6));
    assertThat((double) losses.get(1)).isCloseTo(Math.log(2) + 0.5 * Math.log(3), within(1e-6));
  }

  /** As the discriminator of an AC-GAN does, which is not told the classes but finds them. */
  @Test
  void networksThatDoNotAskForTheClassesAreUsedWithoutThem() {
    Gan gan =
        Gan.of(
                Noise.uniform(1, -1, 1),
                dense(1),
                sequential(auxiliaryClassifier(CLASSES), dense(1)),
                GanLosses.nonSaturating())
            .withClasses(CLASSES);
    try (TrainedGan trained = TRAINER.train(gan, DIGITS, PLAN.withIterations(1))) {
      assertThat(trained.judge(trained.generate(4, 1, 2))).hasNumberOfRows(4);
    }
  }

  @Test
  void samplesWithoutTheClassesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TRAINER.train(CONDITIONAL, ones(), PLAN))
        .withMessageContaining("samples without classes: use LabelledSamples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TRAINER.train(CONDITIONAL.withClasses(5), DIGITS, PLAN))
        .withMessage("this GAN needs samples of 5 classes, and gets samples of 3");
  }

  /** Labels from 1 on would be no class at all, or the first class of the next sample. */
  @Test
  void labelsThatAreNoClassesAreRefused() {
    LabelledSamples oneBased =
        new LabelledSamples() {
          @Override
          public int classes() {
            return CLASSES;
          }

          @Override
          public Shape rowShape() {
            return Shape.of(1);
          }

          @Override
          public void fill(float[] rows, int[] labels, int count, RandomStream stream) {
            for (int i = 0; i < count; i++) {
              labels[i] = 1 + i % CLASSES;
            }
          }
        };
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TRAINER.train(CONDITIONAL, oneBased, PLAN))
        .withMessageStartingWith("row 2 has label 3, but the labels of 3 classes are 0 to 2");
  }

  private static Samples ones() {
    return Samples.of(Shape.of(1), (row, stream) -> row[0] = 1);
  }

  @Test
  void aNetworkThatNeedsClassesSaysSo() {
    Gan gan =
        Gan.of(
            Noise.uniform(1, -1, 1),
            sequential(labelEmbedding(2), dense(2)),
            dense(1),
            GanLosses.hinge());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TRAINER.train(gan, Curves.quadratic(), PLAN))
        .isInstanceOf(ShapeException.class)
        .withMessageContaining("at generator/labelEmbedding1")
        .withMessageContaining("fix: train with labelled samples: Gan.withClasses(n)");
  }
}
