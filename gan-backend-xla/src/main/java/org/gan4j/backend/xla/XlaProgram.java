package org.gan4j.backend.xla;

import java.lang.foreign.Arena;
import java.util.List;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.backend.xla.pjrt.Buffers;
import org.gan4j.backend.xla.pjrt.Execution;
import org.gan4j.backend.xla.pjrt.LoadedProgram;
import org.gan4j.backend.xla.pjrt.PjrtException;
import org.gan4j.backend.xla.stablehlo.Module;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A program on the device. Its arguments are the buffers of the variables and those of the inputs;
 * an updated variable's buffer is given away with the call, and that of the new value takes its
 * place.
 */
final class XlaProgram implements CompiledProgram, AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final Engine engine;
  private final Buffers buffers;
  private final DeviceVariable[] variables;
  private final DeviceVariable[] updated;
  private final String text;
  private final Execution execution;
  private final Inputs inputs;
  private final Outputs outputs;

  /**
   * Compiles a program.
   *
   * @param variables those of the program, in its order
   */
  XlaProgram(Engine engine, Buffers buffers, Program program, List<DeviceVariable> variables) {
    this.engine = engine;
    this.buffers = buffers;
    this.variables = variables.toArray(DeviceVariable[]::new);
    List<Variable> declared = program.variables();
    this.updated =
        program.updates().stream()
            .map(Update::variable)
            .map(variable -> variables.get(declared.indexOf(variable)))
            .toArray(DeviceVariable[]::new);
    Module module = Module.of(program, engine.precision());
    this.text = module.text();
    LoadedProgram loaded = engine.modules().take(text);
    this.execution =
        loaded.execution(variables.size() + program.inputs().size(), module.resultCount());
    this.inputs = new Inputs(program.inputs(), buffers, execution, variables.size(), arena);
    this.outputs = new Outputs(program.outputs(), module, buffers, execution);
  }

  @Override
  public void run(float[][] values, int times, float[] @Nullable [] wanted) {
    try {
      inputs.send(values);
      try {
        for (int left = updated.length == 0 ? 1 : times; left > 1; left--) {
          runOnce();
          outputs.release();
        }
        runOnce();
        read(wanted);
      } finally {
        inputs.release();
      }
    } catch (PjrtException e) {
      throw engine.explained(e);
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

  private void runOnce() {
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
