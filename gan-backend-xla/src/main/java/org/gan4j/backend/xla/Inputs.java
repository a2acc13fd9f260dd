package org.gan4j.backend.xla;

import java.lang.foreign.Arena;
import java.util.List;
import org.gan4j.backend.xla.pjrt.Buffers;
import org.gan4j.backend.xla.pjrt.Execution;
import org.gan4j.tensor.Input;

/**
 * The inputs of a program on their way to the device. A device that works on the host's memory
 * reads them where they are written; for others each run makes new buffers.
 */
final class Inputs {
  private final Buffers buffers;
  private final Execution execution;
  private final int firstArgument;
  private final int[] given;
  private final HostArray[] arrays;
  private final long[] sent;
  private final boolean[] stays;

  /**
   * Inputs.
   *
   * @param declared in the order in which their values are given
   * @param taken in the order in which the execution takes them
   */
  Inputs(
      List<Input> declared,
      List<Input> taken,
      Buffers buffers,
      Execution execution,
      int firstArgument,
      Arena arena) {
    this.buffers = buffers;
    this.execution = execution;
    this.firstArgument = firstArgument;
    this.given = taken.stream().mapToInt(declared::indexOf).toArray();
    this.arrays =
        taken.stream().map(input -> new HostArray(input.shape(), arena)).toArray(HostArray[]::new);
    this.sent = new long[arrays.length];
    this.stays = new boolean[arrays.length];
    if (buffers.shareHostMemory()) {
      for (int i = 0; i < arrays.length; i++) {
        share(i);
      }
    }
  }

  private void share(int i) {
    long buffer = buffers.over(arrays[i].floats(), arrays[i].sizes());
    stays[i] = buffers.isOver(buffer, arrays[i].floats());
    if (stays[i]) {
      sent[i] = buffer;
      execution.argument(firstArgument + i, buffer);
    } else {
      buffers.release(buffer); // it is a copy
    }
  }

  /** Makes these the arguments of the next runs, which must have finished the last ones. */
  void send(float[][] values) {
    for (int i = 0; i < arrays.length; i++) {
      arrays[i].write(values[given[i]]);
      if (!stays[i]) {
        sent[i] = buffers.of(arrays[i].floats(), arrays[i].sizes());
        execution.argument(firstArgument + i, sent[i]);
      }
    }
  }

  /** Lets go of what was sent for the last runs. */
  void release() {
    for (int i = 0; i < arrays.length; i++) {
      if (!stays[i]) {
        buffers.release(sent[i]);
      }
    }
  }

  /** Lets go of the buffers that stay from run to run. */
  void close() {
    for (int i = 0; i < arrays.length; i++) {
      if (stays[i]) {
        buffers.release(sent[i]);
      }
    }
  }
}
