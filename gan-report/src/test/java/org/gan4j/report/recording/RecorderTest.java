package org.gan4j.report.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gan4j.data.Noise;
import org.gan4j.report.picture.Picture;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.gan4j.train.Checkpoint;
import org.gan4j.train.Feed;
import org.gan4j.train.Iteration;
import org.gan4j.train.Scheme;
import org.gan4j.train.Training;
import org.gan4j.train.TrainingSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recorder notes, of iterations that this test plays to it. */
class RecorderTest {
  @TempDir private Path folder;

  /** An iteration whose losses are its number, and ten times that. */
  private record Played(int number) implements Iteration {
    @Override
    public float loss(String name) {
      return name.equals("small") ? number : 10 * number;
    }

    @Override
    public <T> T view(Class<T> type) {
      throw new IllegalArgumentException("nothing to view");
    }

    @Override
    public Map<Variable, float[]> weights() {
      return Map.of();
    }

    @Override
    public Checkpoint checkpoint() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void stop() {}
  }

  private static Training training(int iterations) {
    Tensor code = Tensor.input("code", Shape.of(2, 1));
    Step step =
        Step.named("step")
            .output("small", code.mean())
            .output("large", code.mean().times(10))
            .build();
    return Training.of(
            Scheme.of(Scheme.draw(Feed.of("code", Noise.gaussian(1), 2)), Scheme.run(step)))
        .withIterations(iterations);
  }

  private static Recorder play(Recorder recorder, int iterations) {
    recorder.trainingStarted(training(iterations));
    for (int i = 0; i < iterations; i++) {
      recorder.iterationStarted(new Played(i));
      recorder.iterationEnded(new Played(i));
    }
    recorder.trainingEnded(new TrainingSummary("none", iterations, false, iterations, 1));
    return recorder;
  }

  private static Camera camera() {
    return Camera.of(SampleRecording.IMAGES, iteration -> SampleRecording.grid());
  }

  @Test
  void framesFiguresAndLossesComeWhenTheyAreDueAndAtTheEnd() {
    Recorder recorder =
        Recorder.of(folder, camera())
            .withFramesEvery(8)
            .withMetrics(
                5,
                iteration ->
                    () ->
                        iteration.number() == 5
                            ? Map.of()
                            : Map.of("at", 0.0 + iteration.number()));
    Recording recording = play(recorder, 22).recording();
    assertThat(recording.frames()).extracting(Frame::iteration).containsExactly(0, 8, 16, 21);
    assertThat(recording.metrics())
        .as("what is empty is left out")
        .containsExactly(
            new Recording.Metrics(0, Map.of("at", 0.0)),
            new Recording.Metrics(10, Map.of("at", 10.0)),
            new Recording.Metrics(15, Map.of("at", 15.0)),
            new Recording.Metrics(20, Map.of("at", 20.0)),
            new Recording.Metrics(21, Map.of("at", 21.0)));
    assertThat(recording.losses().names()).containsExactly("small", "large");
    assertThat(recording.losses().losses().get(2).values()).containsExactly(20.0, 200.0);
    assertThat(folder.resolve("images/iteration_16.png")).exists();
  }

  @Test
  void camerasWorkTogether() {
    Camera both = camera().and(Camera.of(SampleRecording.POINTS, i -> SampleRecording.grid()));
    assertThat(both.albums()).containsExactly(SampleRecording.IMAGES, SampleRecording.POINTS);
    Map<Album, Picture> taken = both.take(new Played(0));
    assertThat(taken).containsOnlyKeys(SampleRecording.IMAGES, SampleRecording.POINTS);
  }

  @Test
  void stepsAreWatchedOnlyInFramesOfACameraThatWantsThem() {
    Camera watching =
        new Camera() {
          @Override
          public List<Album> albums() {
            return List.of();
          }

          @Override
          public boolean watchesSteps() {
            return true;
          }

          @Override
          public Map<Album, Picture> take(Iteration iteration) {
            return Map.of();
          }
        };
    Recorder recorder = Recorder.of(folder, camera().and(watching)).withFramesEvery(4);
    recorder.trainingStarted(training(7));
    assertThat(recorder.watchesSteps(4)).isTrue();
    assertThat(recorder.watchesSteps(6)).as("the last").isTrue();
    assertThat(recorder.watchesSteps(5)).isFalse();
    assertThat(Recorder.of(folder, camera()).watchesSteps(0)).isFalse();
  }

  @Test
  void intervalsAreAtLeastOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recorder.of(folder, camera()).withFramesEvery(0))
        .withMessageContaining("at least 1, not 0");
  }
}
