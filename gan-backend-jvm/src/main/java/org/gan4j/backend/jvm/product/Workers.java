package org.gan4j.backend.jvm.product;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.gan4j.backend.jvm.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a workspace, and room for each to multiply in. They share the parts of a kernel,
 * which are the same whoever does them, so that no bit depends on their number. They start when
 * they are needed for the first time.
 */
public final class Workers implements AutoCloseable {
  /**
   * About 50 microseconds, the time of a kernel that is not shared: waking a thread takes as long.
   */
  private static final int SPINS = 2_000;

  private static final int WORTH_SHARING = 1 << 15;

  private final Kernels kernels;
  private final Helper[] helpers;
  private final @Nullable TiledProduct[] products;
  private final AtomicInteger unclaimed = new AtomicInteger();
  private final AtomicInteger unfinished = new AtomicInteger();
  private volatile Parts parts = (part, worker) -> {};
  private volatile @Nullable Thread waiting;
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;
  private boolean started;

  /** What is divided into parts. */
  interface Parts {
    /**
     * Does one part.
     *
     * @param worker who does it, from 0: see {@link #product}
     */
    void run(int part, int worker);
  }

  private final class Helper extends Thread {
    private final int number;
    private volatile boolean parked;

    Helper(int number) {
      super("gan4j jvm worker " + number);
      this.number = number;
      setDaemon(true);
    }

    @Override
    public void run() {
      while (!closed) {
        for (int spin = 0; spin < SPINS && unclaimed.get() == 0 && !closed; spin++) {
          Thread.onSpinWait();
        }
        parked = true;
        while (unclaimed.get() == 0 && !closed) {
          LockSupport.park(Workers.this);
        }
        parked = false;
        work(number);
      }
    }

    void wake() {
      if (parked) {
        LockSupport.unpark(this);
      }
    }
  }

  /**
   * @param threads how many work on a kernel, the caller included, at least 1
   */
  public Workers(Kernels kernels, int threads) {
    this.kernels = kernels;
    this.helpers = new Helper[threads - 1];
    this.products = new TiledProduct[threads];
  }

  /** What a worker multiplies with. */
  TiledProduct product(int worker) {
    TiledProduct product = products[worker];
    if (product == null) {
      product = new TiledProduct(kernels);
      products[worker] = product;
    }
    return product;
  }

  /** The number of workers. */
  int size() {
    return helpers.length + 1;
  }

  /**
   * Runs all parts, on the calling thread if that takes no longer than waking others.
   *
   * @param elements about how many elements are read, all parts together
   */
  void run(int partCount, int elements, Parts work) {
    if (elements >= WORTH_SHARING) {
      run(partCount, work);
    } else {
      for (int part = 0; part < partCount; part++) {
        work.run(part, 0);
      }
    }
  }

  /**
   * Runs all parts, the caller being one of the workers, and waits for the last. It does not wait
   * for a helper that has no part: one that wakes late finds none.
   */
  void run(int partCount, Parts work) {
    if (helpers.length == 0 || partCount == 1) {
      for (int part = 0; part < partCount; part++) {
        work.run(part, 0);
      }
      return;
    }
    start();
    parts = work;
    unfinished.set(partCount);
    unclaimed.set(partCount);
    for (Helper helper : helpers) {
      helper.wake();
    }
    work(0);
    await();
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      throw new IllegalStateException("a part of a kernel failed", thrown);
    }
  }

  private void await() {
    for (int spin = 0; spin < SPINS && unfinished.get() > 0; spin++) {
      Thread.onSpinWait();
    }
    waiting = Thread.currentThread();
    while (unfinished.get() > 0) {
      LockSupport.park(this);
    }
    waiting = null;
  }

  private void start() {
    if (!started) {
      started = true;
      for (int i = 0; i < helpers.length; i++) {
        helpers[i] = new Helper(i + 1);
        helpers[i].start();
      }
    }
  }

  /** Does parts until all are claimed. Whoever has claimed one knows that its round is not over. */
  private void work(int worker) {
    for (int part = claim(); part >= 0; part = claim()) {
      try {
        parts.run(part, worker);
      } catch (Throwable thrown) {
        failure = thrown;
      }
      if (unfinished.decrementAndGet() == 0) {
        LockSupport.unpark(waiting);
      }
    }
  }

  private int claim() {
    for (int left = unclaimed.get(); left > 0; left = unclaimed.get()) {
      if (unclaimed.compareAndSet(left, left - 1)) {
        return left - 1;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    closed = true;
    if (started) {
      for (Helper helper : helpers) {
        LockSupport.unpark(helper);
      }
    }
  }
}
