package org.gan4j.examples.run;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import org.gan4j.train.Iteration;
import org.gan4j.train.Training;
import org.gan4j.train.TrainingListener;
import org.gan4j.train.TrainingSummary;
import org.jspecify.annotations.Nullable;

/** Progress on the standard error: a bar with an ETA on a terminal, ten plain lines otherwise. */
final class Progress implements TrainingListener {
  private final PrintStream err = System.err;
  private int iterations;
  private List<String> losses = List.of();
  private @Nullable ProgressBar bar;

  @Override
  public void trainingStarted(Training training) {
    iterations = training.iterations();
    losses = training.losses();
    if (Bar.isSeen()) {
      bar = Bar.of("training", iterations).build();
    }
  }

  @Override
  public void iterationEnded(Iteration iteration) {
    int done = iteration.number() + 1;
    ProgressBar shown = bar;
    if (shown != null) {
      shown.step();
    } else if (done % Math.max(1, iterations / 10) == 0) {
      err.printf(
          "iteration %,d of %,d: %s%n",
          done,
          iterations,
          losses.stream()
              .map(name -> "%s loss %.4f".formatted(name, iteration.loss(name)))
              .collect(Collectors.joining(", ")));
    }
  }

  @Override
  public void trainingEnded(TrainingSummary summary) {
    close();
  }

  @Override
  public void trainingFailed(Throwable failure) {
    close();
  }

  private void close() {
    ProgressBar shown = bar;
    bar = null;
    if (shown != null) {
      shown.close();
    }
  }
}
