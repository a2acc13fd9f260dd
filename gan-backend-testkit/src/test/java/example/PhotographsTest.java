package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gan4j.nn.Layers.conditionalBatchNorm;
import static org.gan4j.nn.Layers.conv2d;
import static org.gan4j.nn.Layers.dense;
import static org.gan4j.nn.Layers.diffAugment;
import static org.gan4j.nn.Layers.globalSumPool;
import static org.gan4j.nn.Layers.leakyRelu;
import static org.gan4j.nn.Layers.projection;
import static org.gan4j.nn.Layers.reshape;
import static org.gan4j.nn.Layers.residualDown;
import static org.gan4j.nn.Layers.residualUp;
import static org.gan4j.nn.Layers.sequential;
import static org.gan4j.nn.Layers.spectralNorm;
import static org.gan4j.nn.Layers.tanh;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.data.DecodedImages;
import org.gan4j.data.ImageFolder;
import org.gan4j.data.Images;
import org.gan4j.data.Mirroring;
import org.gan4j.data.Noise;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.Gan;
import org.gan4j.gan.TrainedGan;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.nn.Network;
import org.gan4j.optim.Adam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's photographs, decoded once, mirrored and changed at random, learned class by class. */
class PhotographsTest {
  @TempDir private Path folder;

  private Images photographs(Path folder) throws IOException {
    ImageFolder photographs = ImageFolder.of(folder).withSize(8, 8);
    Path kept = folder.resolve("decoded");
    String fingerprint = photographs.fingerprint();
    if (DecodedImages.find(kept, fingerprint).isEmpty()) {
      DecodedImages.write(kept, photographs.read(), fingerprint);
    }
    return DecodedImages.find(kept, fingerprint).orElseThrow();
  }

  private static Gan gan() {
    Network generator =
        sequential(
            dense(4 * 4 * 6),
            reshape(4, 4, 6),
            residualUp(6, conditionalBatchNorm()),
            leakyRelu(0.2),
            conv2d(3, 3),
            tanh());
    Network judged =
        sequential(
            conv2d(6, 1),
            residualDown(6),
            conv2d(6, 3).withGroups(2),
            globalSumPool(),
            projection());
    return Gan.of(
            Noise.gaussian(5),
            generator,
            sequential(diffAugment().withoutColour(), spectralNorm(judged)),
            GanLosses.hinge())
        .withClasses(2);
  }

  @Test
  void photographsAreLearned() throws IOException {
    for (String animal : new String[] {"cats", "dogs"}) {
      for (int i = 0; i < 3; i++) {
        Path file = Files.createDirectories(folder.resolve(animal)).resolve(i + ".png");
        ImageIO.write(new BufferedImage(9, 12, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
      }
    }
    TrainingPlan plan =
        TrainingPlan.of(Adam.of(2e-4).withBetas(0, 0.9)).withIterations(2).withBatchSize(4);
    try (TrainedGan trained =
        new AlternatingTrainer(new ReferenceBackend())
            .train(gan(), Mirroring.of(photographs(folder)), plan)) {
      assertThat(trained.generate(4, 7)[3]).hasSize(8 * 8 * 3).doesNotContain(Float.NaN);
    }
    assertThat(photographs(folder).classes()).isEqualTo(2);
  }
}
