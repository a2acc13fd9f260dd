package org.gan4j.backend.xla;

import java.lang.foreign.Arena;
import java.util.function.Function;
import org.gan4j.backend.xla.pjrt.Buffers;
import org.gan4j.backend.xla.pjrt.Execution;
import org.gan4j.backend.xla.pjrt.LoadedProgram;
import org.gan4j.backend.xla.stablehlo.Module;
import org.gan4j.program.Program;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Some runs of a program as one call. Its arguments are the buffers of the variables and those of
 * the inputs; an updated variable's buffer is given away with the call, and that of the new value
 * takes its place.
 */
final class JoinedRuns implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final Engine engine;
  private final Buffers buffers;
  private final int times;
  private final DeviceVariable[] variables;
  private final DeviceVariable[] updated;
  private final String text;
  private final Execution execution;
  private final Inputs inputs;
  private final Outputs outputs;

  JoinedRuns(
      Engine engine,
      Buffers buffers,
      Program program,
      int times,
      Function<Variable, DeviceVariable> device) {
    this.engine = engine;
    this.buffers = buffers;
    this.times = times;
    Program joined = program.repeated(times);
    this.variables = joined.variables().stream().map(device).toArray(DeviceVariable[]::new);
    this.updated =
        joined.updates().stream()
            .map(update -> device.apply(update.variable()))
            .toArray(DeviceVariable[]::new);
    Module module = Module.of(joined, engine.precision());
    this.text = module.text();
    LoadedProgram loaded = engine.modules().take(text);
    int argumentCount = this.variables.length + joined.inputs().size();
    this.execution = loaded.execution(argumentCount, module.resultCount());
    this.inputs =
        new Inputs(
            program.inputs(), joined.inputs(), buffers, execution, this.variables.length, arena);
    this.outputs = new Outputs(joined.outputs(), module, buffers, execution);
  }

  /** How many runs a call makes. */
  int times() {
    return times;
  }

  /** Makes some calls in a row on the same inputs, and reads the outputs of the last. */
  void run(float[][] values, int calls, float[] @Nullable [] wanted) {
    inputs.send(values);
    try {
      for (int call = 1; call < calls; call++) {
        callOnce();
        outputs.release();
      }
      callOnce();
      read(wanted);
    } finally {
      inputs.release();
    }
  }

  private void read(float[] @Nullable [] wanted) {
    try {
      if (buffers.shareHostMemory()) {
        buffers.finish(execution.result(0)); // which the inputs' memory must outlast
      }
      outputs.receive(wanted);
    } finally {
      outputs.release();
    }
  }

  private void callOnce() {
    for (int i = 0; i < variables.length; i++) {
      execution.argument(i, variables[i].buffer);
    }
    execution.run();
    for (int i = 0; i < updated.length; i++) {
      buffers.release(updated[i].buffer);
      updated[i].buffer = execution.result(i);
    }
  }

  @Override
  public void close() {
    inputs.close();
    execution.close();
    engine.modules().giveBack(text);
    arena.close();
  }
}
