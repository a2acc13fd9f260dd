package org.gan4j.backend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.program.Output;
import org.gan4j.program.Program;
import org.gan4j.tensor.Input;
import org.jspecify.annotations.Nullable;

/** A program compiled in a {@link Session}. */
public final class Executable {
  private final Session session;
  private final Program program;
  private @Nullable CompiledProgram compiled;

  Executable(Session session, Program program, CompiledProgram compiled) {
    this.session = session;
    this.program = program;
    this.compiled = compiled;
  }

  /** The program. */
  public Program program() {
    return program;
  }

  /**
   * Runs the program {@code times} times in a row on the same inputs, allocating nothing. Each run
   * reads all variables before it writes any; the outputs are those of the last run.
   *
   * @param inputs one row-major array per {@link Program#inputs()}, in that order
   * @param times how often, at least 1
   * @param outputs one array per {@link Program#outputs()}, in that order, to be filled; null for
   *     an output that is not wanted
   * @throws IllegalArgumentException if the number or length of the arrays is wrong
   * @throws IllegalStateException if the session is closed
   */
  public void run(float[][] inputs, int times, float[] @Nullable [] outputs) {
    synchronized (session) {
      session.checkOpen();
      check(inputs, times, outputs);
      Objects.requireNonNull(compiled).run(inputs, times, outputs);
    }
  }

  /** Lets go of the backend's memory, though somebody may keep this object. */
  void release() {
    compiled = null;
  }

  /**
   * Runs the program once on inputs given by name, and returns all outputs by name.
   *
   * @throws IllegalArgumentException if an input is missing, unknown or of the wrong length
   */
  public Map<String, float[]> run(Map<String, float[]> inputs) {
    List<Input> expected = program.inputs();
    float[][] fed = new float[expected.size()][];
    for (int i = 0; i < fed.length; i++) {
      float[] value = inputs.get(expected.get(i).name());
      if (value == null) {
        throw new IllegalArgumentException(
            "program %s needs input %s of shape %s; given are %s"
                .formatted(
                    program.name(),
                    expected.get(i).name(),
                    expected.get(i).shape(),
                    inputs.keySet()));
      }
      fed[i] = value;
    }
    Map<String, float[]> outputs = new LinkedHashMap<>();
    for (Output output : program.outputs()) {
      outputs.put(output.name(), new float[output.value().shape().elementCount()]);
    }
    run(fed, 1, outputs.values().toArray(new float[0][]));
    return outputs;
  }

  private void check(float[][] inputs, int times, float[] @Nullable [] outputs) {
    List<Input> expected = program.inputs();
    if (inputs.length != expected.size() || outputs.length != program.outputs().size()) {
      throw new IllegalArgumentException(
          "program %s has %s inputs and %s outputs, given were %s and %s"
              .formatted(
                  program.name(),
                  expected.size(),
                  program.outputs().size(),
                  inputs.length,
                  outputs.length));
    }
    if (times < 1) {
      throw new IllegalArgumentException("a program runs at least once, not " + times + " times");
    }
    for (int i = 0; i < inputs.length; i++) {
      Session.checkLength(expected.get(i).name(), expected.get(i).shape(), inputs[i]);
    }
    for (int i = 0; i < outputs.length; i++) {
      float[] output = outputs[i];
      if (output != null) {
        Output declared = program.outputs().get(i);
        Session.checkLength(declared.name(), declared.value().shape(), output);
      }
    }
  }
}
