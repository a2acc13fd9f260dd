package org.gan4j.data;

import java.util.concurrent.Semaphore;

/**
 * Memory for decoded pictures, of which those who decode at the same time take their shares: many
 * small pictures fit at once, and a huge one has it alone, as if nobody else decoded.
 */
final class DecodingMemory {
  /** A pixel takes up to 4 bytes, and all pictures together a quarter of the JVM's memory. */
  private static final int BYTES_PER_PIXEL = 16;

  private final int pixels;
  private final Semaphore free;

  private DecodingMemory(int pixels) {
    this.pixels = pixels;
    this.free = new Semaphore(pixels, /* fair= */ true);
  }

  static DecodingMemory ofPixels(int pixels) {
    return new DecodingMemory(pixels);
  }

  static DecodingMemory ofThisJvm() {
    long pixels = Runtime.getRuntime().maxMemory() / BYTES_PER_PIXEL;
    return ofPixels((int) Math.max(1, Math.min(Integer.MAX_VALUE, pixels)));
  }

  /**
   * Waits until there is room for so many pixels, or, if they are more, until all is free.
   *
   * @return how many are taken, which are to be given back
   */
  int take(long wanted) {
    int taken = (int) Math.max(1, Math.min(pixels, wanted));
    free.acquireUninterruptibly(taken);
    return taken;
  }

  void giveBack(int taken) {
    free.release(taken);
  }
}
