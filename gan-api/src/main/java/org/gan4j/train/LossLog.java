package org.gan4j.train;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes both losses to a CSV file every 10 iterations, with the header {@code
 * Iteration,Discriminator Loss,Generator Loss}. The file grows while training goes on.
 */
public final class LossLog implements TrainingListener {
  private static final int INTERVAL = 10;

  private final Path path;
  private @Nullable BufferedWriter writer;

  /** A log that will be written to a new file. */
  public LossLog(Path path) {
    this.path = path;
  }

  @Override
  public void trainingStarted(TrainingPlan plan) {
    try {
      writer = Files.newBufferedWriter(path);
      writeLine("Iteration,Discriminator Loss,Generator Loss");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the loss log " + path, e);
    }
  }

  @Override
  public void iterationEnded(Iteration iteration) {
    if (iteration.number() % INTERVAL == 0) {
      writeLine(
          iteration.number()
              + ","
              + iteration.discriminatorLoss()
              + ","
              + iteration.generatorLoss());
    }
  }

  @Override
  public void trainingEnded(TrainingSummary summary) {
    close();
  }

  @Override
  public void trainingFailed(RuntimeException failure) {
    close();
  }

  private void close() {
    BufferedWriter open = writer;
    writer = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot finish the loss log " + path, e);
      }
    }
  }

  private void writeLine(String line) {
    BufferedWriter open = writer;
    if (open == null) {
      return;
    }
    try {
      open.write(line);
      open.newLine();
      open.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the loss log " + path, e);
    }
  }
}
