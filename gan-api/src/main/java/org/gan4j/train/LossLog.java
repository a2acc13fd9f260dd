package org.gan4j.train;

import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the losses to a CSV file every 10 iterations, a column for each, with a header such as
 * {@code Iteration,Discriminator Loss,Generator Loss}. The file grows while training goes on.
 */
public final class LossLog implements TrainingListener {
  private static final int INTERVAL = 10;

  private final Path path;
  private List<String> losses = List.of();
  private @Nullable Writer writer;

  /** A log that will be written to a new file. */
  public LossLog(Path path) {
    this.path = path;
  }

  @Override
  public void trainingStarted(Training training) {
    losses = training.losses();
    try {
      // No channel: an interrupt, which stops training, would close it.
      writer =
          new BufferedWriter(
              new OutputStreamWriter(new FileOutputStream(path.toFile()), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the loss log " + path, e);
    }
    writeLine("Iteration," + losses.stream().map(LossLog::title).collect(Collectors.joining(",")));
  }

  private static String title(String loss) {
    return loss.substring(0, 1).toUpperCase(Locale.ROOT) + loss.substring(1) + " Loss";
  }

  @Override
  public void iterationEnded(Iteration iteration) {
    if (iteration.number() % INTERVAL == 0) {
      StringBuilder line = new StringBuilder().append(iteration.number());
      for (String loss : losses) {
        line.append(',').append(iteration.loss(loss));
      }
      writeLine(line.toString());
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
    Writer open = writer;
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
    Writer open = writer;
    if (open == null) {
      return;
    }
    try {
      open.write(line);
      open.write('\n');
      open.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the loss log " + path, e);
    }
  }
}
