package org.gan4j.examples.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gan4j.metrics.Protocol;
import org.gan4j.report.picture.Picture;
import org.gan4j.report.recording.Exhibit;
import org.gan4j.report.recording.Recorder;
import org.gan4j.train.Iteration;
import org.gan4j.train.Scheme;
import org.gan4j.train.Trained;
import org.gan4j.train.TrainingSummary;
import org.jspecify.annotations.Nullable;

/** An experiment with its settings and its data, ready to be trained once. */
public interface Trial extends AutoCloseable {

  /** What is stored of the settings; where the data decide some of them, these are filled in. */
  Settings settings();

  /** What is trained. */
  Scheme scheme();

  /** What looks at the training for the report, and draws pictures into the run folder. */
  Recorder recorder(Path folder) throws IOException;

  /** Figures of what is trained so far, by name, as {@code gan compare} shows them. */
  default Map<String, Double> measure(Iteration iteration) {
    return Map.of();
  }

  /** What is made so far, as {@code gan compare} shows it; null for nothing. */
  default @Nullable Picture show(Iteration iteration) {
    return null;
  }

  /** How figures were made that depend on more than the samples. */
  default @Nullable Protocol protocol() {
    return null;
  }

  /**
   * Stores in {@link RunFolder#weights()} what {@code gan sample} needs, if anything, and looks at
   * what is trained.
   *
   * @return what the report shows besides what was seen while training
   */
  default List<Exhibit> finish(Trained trained, RunFolder folder) throws IOException {
    return List.of();
  }

  /** What else the report says of how it went, by name. */
  default Map<String, String> facts(TrainingSummary summary) {
    return Map.of();
  }

  /** Gives up data and memory. */
  @Override
  default void close() {}
}
