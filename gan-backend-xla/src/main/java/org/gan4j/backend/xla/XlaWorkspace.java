package org.gan4j.backend.xla;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.backend.Workspace;
import org.gan4j.backend.xla.pjrt.Buffers;
import org.gan4j.program.Program;
import org.gan4j.tensor.Variable;

/** Variables on a device, and the programs compiled against them. */
final class XlaWorkspace implements Workspace {
  private final Engine engine;
  private final Buffers buffers;
  private final Map<Variable, DeviceVariable> variables = new LinkedHashMap<>();
  private final List<XlaProgram> programs = new ArrayList<>();

  XlaWorkspace(Engine engine, Map<Variable, float[]> initialValues) {
    this.engine = engine;
    this.buffers = engine.buffers();
    try {
      initialValues.forEach(
          (variable, value) ->
              variables.put(variable, new DeviceVariable(upload(variable, value))));
    } catch (Throwable failure) {
      close();
      throw failure;
    }
  }

  private long upload(Variable variable, float[] value) {
    try (Arena arena = Arena.ofConfined()) {
      HostArray array = new HostArray(variable.shape(), arena);
      array.write(value);
      return engine.guarded(() -> buffers.of(array.floats(), array.sizes()));
    }
  }

  @Override
  public CompiledProgram compile(Program program) {
    XlaProgram compiled = new XlaProgram(engine, buffers, program, this::device);
    programs.add(compiled);
    return compiled;
  }

  @Override
  public void read(Variable variable, float[] into) {
    buffers.read(device(variable).buffer, into);
  }

  @Override
  public void write(Variable variable, float[] value) {
    DeviceVariable device = device(variable);
    long buffer = upload(variable, value);
    buffers.release(device.buffer);
    device.buffer = buffer;
  }

  private DeviceVariable device(Variable variable) {
    return Objects.requireNonNull(variables.get(variable));
  }

  @Override
  public void close() {
    programs.forEach(XlaProgram::close);
    variables.values().forEach(variable -> buffers.release(variable.buffer));
    buffers.close();
  }
}
