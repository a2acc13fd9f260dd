package org.gan4j.backend;

import org.jspecify.annotations.Nullable;

/** A program ready to run in a {@link Workspace}. */
@FunctionalInterface
public interface CompiledProgram {

  /**
   * Runs the program some times in a row on the same inputs. Each run reads all variables before it
   * writes any. The outputs are those of the last run.
   *
   * @param inputs one row-major array per input of the program, in its order; not kept, not changed
   * @param times how often, at least 1
   * @param outputs one array per output of the program, in its order, to be filled; null where the
   *     caller does not want one
   */
  void run(float[][] inputs, int times, float[] @Nullable [] outputs);
}
