package org.gan4j.backend.jvm;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a workspace, and room for each to multiply in. They share the parts of a step,
 * which are the same whoever does them, so that no bit depends on their number. They start when
 * they are needed for the first time.
 */
final class Workers implements AutoCloseable {
  private static final int SPINS = 2_000;
  private static final int WORTH_SHARING = 1 << 15;

  private final Kernels kernels;
  private final Helper[] helpers;
  private final @Nullable TiledProduct[] products;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger busy = new AtomicInteger();
  private volatile @Nullable Thread caller;
  private volatile Parts parts = (part, worker) -> {};
  private volatile int count;
  private volatile int round;
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

    Helper(int number) {
      super("gan4j jvm worker " + number);
      this.number = number;
      setDaemon(true);
    }

    @Override
    public void run() {
      int seen = 0;
      while (!closed) {
        for (int spin = 0; spin < SPINS && round == seen && !closed; spin++) {
          Thread.onSpinWait();
        }
        while (round == seen && !closed) {
          LockSupport.park(Workers.this);
        }
        if (!closed) {
          seen = round;
          work(number);
          if (busy.decrementAndGet() == 0) {
            LockSupport.unpark(caller);
          }
        }
      }
    }
  }

  /**
   * @param threads how many work on a step, the caller included, at least 1
   */
  Workers(Kernels kernels, int threads) {
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

  /** Runs all parts, the caller being one of the workers, and waits for the last. */
  void run(int partCount, Parts work) {
    next.set(0);
    if (helpers.length == 0 || partCount == 1) {
      for (int part = 0; part < partCount; part++) {
        work.run(part, 0);
      }
      return;
    }
    start();
    parts = work;
    count = partCount;
    caller = Thread.currentThread();
    busy.set(helpers.length);
    round++;
    for (Helper helper : helpers) {
      LockSupport.unpark(helper);
    }
    work(0);
    for (int spin = 0; busy.get() > 0; spin++) {
      if (spin < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      throw new IllegalStateException("a part of a step failed", thrown);
    }
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

  private void work(int worker) {
    try {
      Parts current = parts;
      int total = count;
      for (int part = next.getAndIncrement(); part < total; part = next.getAndIncrement()) {
        current.run(part, worker);
      }
    } catch (Throwable thrown) {
      failure = thrown;
    }
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
