package org.gan4j.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.gan4j.train.Checkpoint;
import org.gan4j.train.Iteration;
import org.gan4j.train.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * TensorBoard's own reader, where there is a Python that has the package tensorboard: {@code
 * python3}, or that of {@code -Dgan4j.python}.
 */
class TensorBoardReadsTest {
  private static final String PYTHON = System.getProperty("gan4j.python", "python3");
  private static final String READ =
      """
      import sys
      from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
      events = EventAccumulator(sys.argv[1], size_guidance={"images": 0, "histograms": 0})
      events.Reload()
      print([e.step for e in events.Scalars("loss/generator")])
      print([e.value for e in events.Scalars("metric/number")])
      print([(e.step, e.width, e.height, e.encoded_image_string[1:4]) for e in events.Images("samples")])
      print([e.histogram_value.num for e in events.Histograms("generator/kernel")])
      """;

  @TempDir private Path folder;

  private static int python(StringBuilder said, String... arguments)
      throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = PYTHON;
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    said.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    return process.waitFor();
  }

  private static boolean hasTensorBoard() throws InterruptedException {
    try {
      return python(new StringBuilder(), "-c", "import tensorboard") == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void whatIsWrittenIsShownOnceAlsoAfterATrainingWasResumed() throws Exception {
    assumeTrue(hasTensorBoard(), PYTHON + " has no package tensorboard");
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
    Trainings.train(30, Trainings.full(TensorBoardLog.of(folder)), keeper).close();
    Trainings.resume(
            41, Objects.requireNonNull(kept.get()), Trainings.full(TensorBoardLog.of(folder)))
        .close();
    StringBuilder said = new StringBuilder();
    assertThat(python(said, "-c", READ, folder.toString())).isZero();
    assertThat(said.toString().lines())
        .containsExactly(
            "[0, 10, 20, 30, 40]",
            "[0.0, 20.0, 40.0]",
            "[(0, 5, 3, b'PNG'), (10, 5, 3, b'PNG'), (20, 5, 3, b'PNG'), (30, 5, 3, b'PNG'), (40, 5, 3, b'PNG')]",
            "[4.0, 4.0, 4.0]");
  }
}
