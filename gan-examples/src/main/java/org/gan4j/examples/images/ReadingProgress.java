package org.gan4j.examples.images;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.gan4j.data.ImageFolder;
import org.gan4j.examples.run.Bar;
import org.jspecify.annotations.Nullable;

/** How far the reading of images is: a bar on a terminal, otherwise a line that it has begun. */
final class ReadingProgress implements ImageFolder.Progress, AutoCloseable {
  private final PrintWriter out;
  private boolean begun;
  private @Nullable ProgressBar bar;

  ReadingProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void read(int done, int count) {
    if (!begun) {
      begun = true;
      begin(count);
    }
    if (bar != null) {
      bar.stepTo(done);
    }
  }

  private void begin(int count) {
    if (Bar.isSeen()) {
      bar = Bar.of("decoding", count).build();
    } else {
      out.println(String.format(Locale.ROOT, "Decoding %,d images", count));
      out.flush();
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
