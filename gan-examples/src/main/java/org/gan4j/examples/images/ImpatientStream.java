package org.gan4j.examples.images;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A stream from a server, read in a thread of its own, so that nobody waits for ever for a server
 * that sends nothing more, or next to nothing.
 */
final class ImpatientStream implements AutoCloseable {
  /** In the time that patience lasts; less than the slowest modem brings. */
  private static final int LEAST_BYTES = 1 << 14;

  private final InputStream stream;
  private final Duration patience;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "download");
            thread.setDaemon(true);
            return thread;
          });
  private long countedSince = System.nanoTime();
  private int counted;

  ImpatientStream(InputStream stream, Duration patience) {
    this.stream = stream;
    this.patience = patience;
  }

  /**
   * As {@link InputStream#read(byte[])}.
   *
   * @throws TimeoutException if too few bytes come
   */
  int read(byte[] buffer) throws IOException, InterruptedException, TimeoutException {
    long left = patience.toNanos() - (System.nanoTime() - countedSince);
    Future<Integer> read = reader.submit(() -> stream.read(buffer));
    try {
      int count = read.get(left, TimeUnit.NANOSECONDS);
      counted += Math.max(0, count);
      if (counted >= LEAST_BYTES) {
        countedSince = System.nanoTime();
        counted = 0;
      }
      return count;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  @Override
  public void close() throws IOException {
    reader.shutdownNow();
    stream.close();
  }
}
