package org.gan4j.train;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the losses to a CSV file every 10 iterations, a column for each, with a header such as
 * {@code Iteration,Discriminator Loss,Generator Loss}. The file grows while training goes on, and
 * holds whole lines only.
 *
 * <p>Training goes on if the file cannot grow. What is missing waits in memory and is tried again
 * now and then; what is missing at the end is a failure of this listener.
 */
public final class LossLog implements RememberingListener {
  private static final int INTERVAL = 10;

  /** After a failure this many lines wait until the next try. */
  private static final int LINES_BETWEEN_TRIES = 100;

  private final Path path;
  private final StringBuilder waiting = new StringBuilder();
  private List<String> losses = List.of();
  private boolean recalled;
  private boolean cutOff;
  private long written;
  private int linesUntilTry;
  private @Nullable RandomAccessFile file;
  private @Nullable IOException failure;

  /** A log that will be written to a new file, or go on in the old one of a resumed training. */
  public LossLog(Path path) {
    this.path = path;
  }

  @Override
  public String memoryName() {
    return "losses";
  }

  /** How long the file was, and what was missing from it. */
  @Override
  public Memory remember() {
    String memory = written + "\n" + waiting;
    return () -> memory.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void recall(byte[] memory) throws IOException {
    String text = new String(memory, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    try {
      written = Long.parseLong(text.substring(0, Math.max(0, end)));
    } catch (NumberFormatException e) {
      throw new IOException("it does not begin with the length of the log", e);
    }
    waiting.setLength(0);
    waiting.append(text, end + 1, text.length());
    recalled = true;
  }

  @Override
  public void trainingStarted(Training training) {
    losses = training.losses();
    try {
      open();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the loss log " + path, e);
    }
    if (!recalled || cutOff) {
      add("Iteration," + losses.stream().map(LossLog::title).collect(Collectors.joining(",")));
    }
  }

  /** Not as a channel: an interrupt, which stops training, would close that. */
  private void open() throws IOException {
    RandomAccessFile opened = new RandomAccessFile(path.toFile(), "rw");
    file = opened;
    cutOff = opened.length() < written;
    if (cutOff) {
      written = 0;
    }
    opened.setLength(written);
    opened.seek(written);
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
      add(line.toString());
    }
  }

  private void add(String line) {
    waiting.append(line).append('\n');
    if (--linesUntilTry <= 0) {
      writeWaiting();
    }
  }

  private void writeWaiting() {
    RandomAccessFile open = file;
    if (open == null || waiting.isEmpty()) {
      return;
    }
    byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
    try {
      open.write(bytes);
      written += bytes.length;
      waiting.setLength(0);
      failure = null;
    } catch (IOException e) {
      failure = e;
      linesUntilTry = LINES_BETWEEN_TRIES;
      cutPartialLine(open);
    }
  }

  private void cutPartialLine(RandomAccessFile open) {
    try {
      open.setLength(written);
      open.seek(written);
    } catch (IOException e) {
      // What cannot be cut off now is overwritten by the next try, or cut when training is resumed.
    }
  }

  @Override
  public void trainingEnded(TrainingSummary summary) {
    close();
    if (failure != null) {
      throw new UncheckedIOException("cannot write the loss log " + path, failure);
    }
    if (cutOff) {
      throw new IllegalStateException(
          "the loss log %s begins where the training was resumed: what came before was gone"
              .formatted(path));
    }
  }

  @Override
  public void trainingFailed(Throwable cause) {
    close();
  }

  private void close() {
    writeWaiting();
    RandomAccessFile open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        failure = e;
      }
    }
  }
}
