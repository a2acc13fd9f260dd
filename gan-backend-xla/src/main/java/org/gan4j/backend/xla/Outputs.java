package org.gan4j.backend.xla;

import java.util.List;
import org.gan4j.backend.xla.pjrt.Buffers;
import org.gan4j.backend.xla.pjrt.Execution;
import org.gan4j.backend.xla.stablehlo.Module;
import org.gan4j.program.Output;
import org.jspecify.annotations.Nullable;

/** The outputs of a program on their way from the device: all scalars at once, then the others. */
final class Outputs {
  private final Buffers buffers;
  private final Execution execution;
  private final int first;
  private final int end;
  private final boolean[] isScalar;
  private final float[] scalars;

  Outputs(List<Output> outputs, Module module, Buffers buffers, Execution execution) {
    this.buffers = buffers;
    this.execution = execution;
    this.first = module.updateCount();
    this.end = module.resultCount();
    this.scalars = new float[module.scalarCount()];
    this.isScalar = new boolean[outputs.size()];
    for (int i = 0; i < isScalar.length; i++) {
      isScalar[i] = Module.isScalar(outputs.get(i));
    }
  }

  /** Waits for the last run, and fills the arrays that are not null. */
  void receive(float[] @Nullable [] wanted) {
    int result = first;
    if (scalars.length > 0) {
      if (anyScalar(wanted)) {
        buffers.read(execution.result(result), scalars);
      }
      result++;
    }
    int scalar = 0;
    for (int i = 0; i < wanted.length; i++) {
      float[] into = wanted[i];
      if (into != null && isScalar[i]) {
        into[0] = scalars[scalar];
      } else if (into != null) {
        buffers.read(execution.result(result), into);
      }
      scalar += isScalar[i] ? 1 : 0;
      result += isScalar[i] ? 0 : 1;
    }
  }

  private boolean anyScalar(float[] @Nullable [] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (isScalar[i] && wanted[i] != null) {
        return true;
      }
    }
    return false;
  }

  /** Lets go of the results of a run, but for the new values of variables. */
  void release() {
    for (int i = first; i < end; i++) {
      buffers.release(execution.result(i));
    }
  }
}
