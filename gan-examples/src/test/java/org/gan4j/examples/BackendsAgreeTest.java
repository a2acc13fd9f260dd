package org.gan4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.backend.Backends;
import org.gan4j.data.Images;
import org.gan4j.data.Samples;
import org.gan4j.examples.images.DataSet;
import org.gan4j.examples.images.ImageSettings;
import org.gan4j.examples.images.Preset;
import org.gan4j.examples.points.PointsSettings;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Gan;
import org.gan4j.gan.GanScheme;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.train.Iteration;
import org.gan4j.train.TrainingListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same program from the same seed, one step at a time, on every engine in one JVM. */
class BackendsAgreeTest {
  private static List<Float> losses(
      String backend, Gan gan, TrainingPlan usual, Samples data, int steps, long seed) {
    TrainingPlan plan = usual.withIterations(steps / 2).withStepsPerIteration(1, 1).withSeed(seed);
    List<Float> losses = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            losses.add(iteration.loss(GanScheme.DISCRIMINATOR));
            losses.add(iteration.loss(GanScheme.GENERATOR));
          }
        };
    new AlternatingTrainer(Backends.open(backend)).train(gan, data, plan, listener).close();
    return losses;
  }

  private static void assertAgrees(
      String backend,
      Gan gan,
      TrainingPlan plan,
      Samples data,
      int steps,
      long seed,
      float tolerance) {
    List<Float> expected = losses("reference", gan, plan, data, steps, seed);
    List<Float> actual = losses(backend, gan, plan, data, steps, seed);
    assertThat(actual).hasSize(steps);
    for (int step = 0; step < steps; step++) {
      assertThat(actual.get(step))
          .as("%s, seed %d, step %d", backend, seed, step)
          .isCloseTo(expected.get(step), within(tolerance * Math.abs(expected.get(step))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm", "nd4j", "tf"})
  void theFirstHundredLossesAreThoseOfTheReference(String backend) {
    PointsSettings settings = PointsSettings.faithful();
    for (long seed = 0; seed < 3; seed++) {
      assertAgrees(backend, settings.gan(), settings.plan(), settings.samples(), 100, seed, 1e-4f);
    }
  }

  /** Batch norm, spectral norm, and a gradient of a gradient through convolutions. */
  @ParameterizedTest
  @CsvSource({
    "jvm, DCGAN", "nd4j, DCGAN", "tf, DCGAN",
    "jvm, SNGAN", "nd4j, SNGAN", "tf, SNGAN",
    "jvm, WGAN_GP", "nd4j, WGAN_GP", "tf, WGAN_GP",
    "jvm, SNGAN_RESNET", "nd4j, SNGAN_RESNET", "tf, SNGAN_RESNET",
    "jvm, R3GAN", "nd4j, R3GAN", "tf, R3GAN"
  })
  void theFirstTwentyLossesOnImagesAreThoseOfTheReference(String backend, Preset preset) {
    ImageSettings base = ImageSettings.of(DataSet.MNIST, preset);
    ImageSettings small =
        new ImageSettings(
            DataSet.MNIST,
            null,
            28,
            10,
            preset,
            true,
            false,
            false,
            false,
            false,
            5,
            4,
            base.learningRate(),
            1,
            8,
            20,
            0,
            0);
    byte[] pixels = new byte[50 * 28 * 28];
    byte[] labels = new byte[50];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 784 * (i / 784));
      labels[i / 784] = (byte) (i / 784 % 10);
    }
    Images images = Images.of(small.imageShape(), pixels, labels, 10);
    assertAgrees(backend, small.gan(), small.plan(), images, 20, 0, 1e-3f);
  }
}
