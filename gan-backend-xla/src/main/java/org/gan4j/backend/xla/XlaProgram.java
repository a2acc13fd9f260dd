package org.gan4j.backend.xla;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.backend.xla.pjrt.Buffers;
import org.gan4j.backend.xla.pjrt.PjrtException;
import org.gan4j.program.Program;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A program on the device. Several runs in a row of a small one are a program of their own, since a
 * call costs as much as several such runs.
 */
final class XlaProgram implements CompiledProgram, AutoCloseable {
  private static final int MOST_RUNS_JOINED = 16;

  /** Beyond that the work of a run outweighs the call, and compiling takes long. */
  private static final int MOST_NODES_JOINED = 3_000;

  private final Engine engine;
  private final Buffers buffers;
  private final Program program;
  private final Function<Variable, DeviceVariable> device;
  private final int joined;
  private final float[] @Nullable [] nothing;
  private final List<JoinedRuns> prepared = new ArrayList<>();

  /**
   * Compiles a program.
   *
   * @param device where a variable is
   */
  XlaProgram(
      Engine engine, Buffers buffers, Program program, Function<Variable, DeviceVariable> device) {
    this.engine = engine;
    this.buffers = buffers;
    this.program = program;
    this.device = device;
    this.joined = Math.clamp(MOST_NODES_JOINED / program.nodes().size(), 1, MOST_RUNS_JOINED);
    this.nothing = new float[program.outputs().size()][];
    joined(1);
  }

  @Override
  public void run(float[][] inputs, int times, float[] @Nullable [] outputs) {
    int runs = program.updates().isEmpty() ? 1 : times;
    int calls = runs / joined;
    int rest = runs % joined;
    try {
      if (calls > 0) {
        joined(joined).run(inputs, calls, rest == 0 ? outputs : nothing);
      }
      if (rest > 0) {
        joined(rest).run(inputs, 1, outputs);
      }
    } catch (PjrtException e) {
      throw engine.explained(e);
    }
  }

  private JoinedRuns joined(int times) {
    for (int i = 0; i < prepared.size(); i++) {
      if (prepared.get(i).times() == times) {
        return prepared.get(i);
      }
    }
    JoinedRuns runs = new JoinedRuns(engine, buffers, program, times, device);
    prepared.add(runs);
    return runs;
  }

  @Override
  public void close() {
    prepared.forEach(JoinedRuns::close);
  }
}
