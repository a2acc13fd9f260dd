package org.gan4j.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.program.Output;
import org.gan4j.program.Program;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Input;

/**
 * A compiled program with the arrays it is fed from and writes to, so that a run allocates none.
 */
final class ProgramCall {
  private final Executable executable;
  private final float[][] inputs;
  private final float[][] outputs;
  private final List<Refill> refills;

  /** Draws one random input for a run. */
  private interface Refill {
    void at(long step);
  }

  /**
   * @param arrays the arrays of the inputs that are fed by name; random inputs get their own
   */
  ProgramCall(Session session, GanPrograms.Step step, Map<String, float[]> arrays, long seed) {
    Map<String, float[]> all = new LinkedHashMap<>(arrays);
    this.refills =
        step.randomInputs().stream()
            .map(
                random -> {
                  float[] values = new float[random.input().shape().elementCount()];
                  all.put(random.input().name(), values);
                  RandomStream stream = RandomStream.of(seed, random.input().name());
                  return (Refill) at -> random.distribution().fill(values, stream.at(at));
                })
            .toList();
    Program program = step.program();
    this.executable = session.compile(program);
    this.inputs =
        program.inputs().stream()
            .map(Input::name)
            .map(name -> all.getOrDefault(name, new float[0]))
            .toArray(float[][]::new);
    this.outputs =
        program.outputs().stream()
            .map(output -> new float[output.value().shape().elementCount()])
            .toArray(float[][]::new);
  }

  /** Runs some times in a row; {@code firstStep} counts this program's runs before. */
  void run(long firstStep, int times) {
    if (refills.isEmpty()) {
      executable.run(inputs, times, outputs);
      return;
    }
    for (long step = firstStep; step < firstStep + times; step++) {
      for (int i = 0; i < refills.size(); i++) {
        refills.get(i).at(step);
      }
      executable.run(inputs, 1, outputs);
    }
  }

  /** An output that is a scalar. */
  float scalar(int output) {
    return outputs[output][0];
  }

  /** Copies of all outputs by name. */
  Map<String, float[]> copies() {
    Map<String, float[]> copies = new LinkedHashMap<>();
    List<Output> declared = executable.program().outputs();
    for (int i = 0; i < outputs.length; i++) {
      copies.put(declared.get(i).name(), outputs[i].clone());
    }
    return copies;
  }
}
