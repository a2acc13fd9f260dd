package org.gan4j.backend.jvm.compile;

import java.util.List;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.backend.jvm.kernel.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * A compiled program: its kernels in order, what runs once in a call before what each run repeats.
 */
final class JvmProgram implements CompiledProgram {
  private final Transfer[] feeds;
  private final Kernel[] once;
  private final Kernel[] eachRun;
  private final Transfer[] fetches;

  /** A copy between a caller's array and one of the program's. */
  record Transfer(StridedCopy copy, Array array) {}

  /** An array as a value, which is compared by identity. */
  static final class Array {
    final float[] values;

    Array(float[] values) {
      this.values = values;
    }
  }

  JvmProgram(
      List<Transfer> feeds, List<Kernel> once, List<Kernel> eachRun, List<Transfer> fetches) {
    this.feeds = feeds.toArray(new Transfer[0]);
    this.once = once.toArray(new Kernel[0]);
    this.eachRun = eachRun.toArray(new Kernel[0]);
    this.fetches = fetches.toArray(new Transfer[0]);
  }

  @Override
  public void run(float[][] inputs, int times, float[] @Nullable [] outputs) {
    for (int i = 0; i < feeds.length; i++) {
      feeds[i].copy().run(inputs[i], feeds[i].array().values);
    }
    for (Kernel kernel : once) {
      kernel.run();
    }
    for (int i = 0; i < times; i++) {
      for (Kernel kernel : eachRun) {
        kernel.run();
      }
    }
    for (int i = 0; i < fetches.length; i++) {
      float[] output = outputs[i];
      if (output != null) {
        fetches[i].copy().run(fetches[i].array().values, output);
      }
    }
  }
}
