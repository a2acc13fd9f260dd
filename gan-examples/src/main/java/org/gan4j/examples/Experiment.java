package org.gan4j.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gan4j.data.Normalization;
import org.gan4j.data.Samples;
import org.gan4j.gan.TrainedGan;
import org.gan4j.metrics.Protocol;
import org.gan4j.report.History;
import org.gan4j.train.TrainingListener;
import org.jspecify.annotations.Nullable;

/** What a run trains on, and what it shows of it. */
interface Experiment {
  ExperimentSettings settings();

  /** What the networks learn from, as they see it. */
  Samples data();

  /** How that differs from the data's own units, if it does. */
  @Nullable Normalization normalization();

  /** Sees the training for the report. */
  TrainingListener recorder();

  /** Looks at the trained generator for the report. */
  void look(TrainedGan trained);

  /** What the recorder measured. */
  List<History.Metrics> metrics();

  /** How figures were made that depend on more than the samples. */
  default @Nullable Protocol protocol() {
    return null;
  }

  /** Writes pictures and page. */
  void report(Path folder, Map<String, String> settings, Map<String, String> outcome)
      throws IOException;
}
