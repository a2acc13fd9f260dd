package org.gan4j.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.gan4j.gan.TrainedGan;
import org.gan4j.train.Checkpoint;
import org.gan4j.train.Iteration;
import org.gan4j.train.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardLogTest {
  private static final int STEP = 2;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  @TempDir private Path folder;

  private static long step(Events.Fields event) {
    return event.has(STEP) ? (long) event.get(STEP) : 0;
  }

  /** The values of a file by tag and iteration, each without its tag. */
  private static Map<String, Map<Long, Events.Fields>> values(Path file) throws IOException {
    Map<String, Map<Long, Events.Fields>> values = new LinkedHashMap<>();
    for (Events.Fields event : Events.read(file)) {
      if (event.has(SUMMARY)) {
        for (Events.Fields value : event.message(SUMMARY).messages(1)) {
          values
              .computeIfAbsent(value.text(1), tag -> new LinkedHashMap<>())
              .put(step(event), value);
        }
      }
    }
    return values;
  }

  private static Map<Long, Events.Fields> of(
      Map<String, Map<Long, Events.Fields>> values, String tag) {
    return Objects.requireNonNull(values.get(tag));
  }

  private Path only() throws IOException {
    List<Path> files = Events.files(folder);
    assertThat(files).hasSize(1);
    return files.get(0);
  }

  @Test
  void allLossesAreScalars() throws IOException {
    Map<Long, Map<String, Float>> seen = new LinkedHashMap<>();
    TrainingListener witness =
        new TrainingListener() {
          @Override
          public void iterationEnded(Iteration iteration) {
            seen.put(
                (long) iteration.number(),
                Map.of(
                    "loss/discriminator", iteration.loss("discriminator"),
                    "loss/generator", iteration.loss("generator")));
          }
        };
    Trainings.train(25, TensorBoardLog.of(folder), witness).close();
    Map<String, Map<Long, Events.Fields>> values = values(only());
    assertThat(values).containsOnlyKeys("loss/discriminator", "loss/generator");
    values.forEach(
        (tag, byStep) -> {
          assertThat(byStep.keySet()).containsExactly(0L, 10L, 20L);
          byStep.forEach(
              (step, value) ->
                  assertThat(value.get(2))
                      .isEqualTo(Objects.requireNonNull(seen.get(step)).get(tag)));
        });
  }

  @Test
  void aFileBeginsWithItsVersionAndTheStart() throws IOException {
    double before = System.currentTimeMillis() / 1e3;
    Trainings.train(1, TensorBoardLog.of(folder)).close();
    List<Events.Fields> events = Events.read(only());
    assertThat(events.get(0).text(3)).isEqualTo("brain.Event:2");
    assertThat(events.get(1).message(SESSION_LOG).get(1)).isEqualTo(1L);
    assertThat((double) events.get(1).get(1)).isBetween(before, before + 3_600);
    assertThat(only().getFileName().toString()).contains("tfevents");
  }

  @Test
  void imagesArePictures() throws IOException {
    Trainings.train(11, Trainings.full(TensorBoardLog.of(folder))).close();
    Map<Long, Events.Fields> images = of(values(only()), "samples");
    assertThat(images.keySet()).containsExactly(0L, 10L);
    Events.Fields image = Objects.requireNonNull(images.get(10L)).message(4);
    assertThat(image.get(1)).isEqualTo(3L);
    assertThat(image.get(2)).isEqualTo(5L);
    BufferedImage decoded = ImageIO.read(new ByteArrayInputStream((byte[]) image.get(4)));
    assertThat(decoded.getRGB(4, 2) & 0xffffff).isEqualTo(10);
  }

  @Test
  void histogramsAreOfTheWantedVariables() throws IOException {
    Trainings.train(1, Trainings.full(TensorBoardLog.of(folder))).close();
    Map<String, Map<Long, Events.Fields>> values = values(only());
    assertThat(values)
        .containsKeys("generator/kernel", "generator/bias", "metric/number")
        .doesNotContainKey("discriminator/kernel");
    Events.Fields kernel =
        Objects.requireNonNull(of(values, "generator/kernel").get(0L)).message(5);
    assertThat(kernel.get(3)).isEqualTo(4.0);
  }

  @Test
  void aResumedTrainingTellsFromWhereOnItGoesAgain() throws IOException {
    AtomicReference<@Nullable Checkpoint> kept = new AtomicReference<>();
    TrainingListener keeper =
        new TrainingListener() {
          @Override
          public void iterationClosed(Iteration iteration) {
            if (iteration.number() == 14) {
              kept.set(iteration.checkpoint());
            }
          }
        };
    Trainings.train(30, TensorBoardLog.of(folder), keeper).close();
    Trainings.resume(40, Objects.requireNonNull(kept.get()), TensorBoardLog.of(folder)).close();
    List<Path> files = Events.files(folder);
    assertThat(files).hasSize(2);
    Events.Fields start = Events.read(files.get(1)).get(1);
    assertThat(step(start)).isEqualTo(15);
    assertThat(start.has(SESSION_LOG)).isTrue();
    assertThat(of(values(files.get(1)), "loss/generator").keySet()).containsExactly(20L, 30L);
  }

  @Test
  void trainingGoesOnWithoutAFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (TrainedGan trained = Trainings.train(3, TensorBoardLog.of(file))) {
      assertThat(trained.summary().iterations()).isEqualTo(3);
      assertThat(trained.listenerFailures())
          .singleElement()
          .hasToString(
              "java.io.UncheckedIOException: cannot write to the TensorBoard folder " + file);
    }
  }

  @Test
  void aLongTrainingIsKeptMoreAndMoreRarely() {
    Interval interval = new Interval(10, 100);
    List<Integer> kept = new ArrayList<>();
    for (int iteration = 0; iteration < 8_000; iteration++) {
      if (interval.has(iteration)) {
        kept.add(iteration);
      }
    }
    assertThat(kept).hasSize(100 + 3 * 50).startsWith(0, 10, 20).contains(990, 1_000, 1_020, 7_920);
    assertThat(kept).doesNotContain(1_010, 7_930, 7_960);
  }

  @Test
  void bucketsHoldEveryFiniteNumber() {
    float[] values = {-1, 0, 0.5f, 2, Float.NaN, Float.POSITIVE_INFINITY};
    Histogram histogram = Histogram.of(values);
    assertThat(histogram.min).isEqualTo(-1);
    assertThat(histogram.max).isEqualTo(2);
    assertThat(histogram.sum).isEqualTo(1.5);
    assertThat(histogram.sumOfSquares).isEqualTo(5.25);
    assertThat(histogram.limits).hasSize(30).isSorted().endsWith(2.0);
    assertThat(histogram.counts).startsWith(1.0).endsWith(1.0);
    assertThat(Arrays.stream(histogram.counts).sum()).isEqualTo(4);
    assertThat(histogram.counts[9]).as("0 is in (-0.1, 0]").isEqualTo(1);
  }

  @Test
  void equalNumbersAreOneBucketAndNoneAreNone() {
    assertThat(Histogram.of(new float[] {3, 3}).counts).containsExactly(2);
    assertThat(Histogram.of(new float[] {3, 3}).limits).containsExactly(3);
    assertThat(Histogram.of(new float[] {Float.NaN}).counts).containsExactly(0);
  }
}
