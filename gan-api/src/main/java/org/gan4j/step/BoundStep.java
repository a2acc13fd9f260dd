package org.gan4j.step;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Executable;
import org.gan4j.backend.Session;
import org.gan4j.program.Output;
import org.gan4j.random.RandomStream;
import org.gan4j.tensor.Input;

/**
 * A step compiled in a session, with the arrays it reads and writes, so that a run allocates none.
 */
public final class BoundStep {
  private final Executable executable;
  private final float[][] inputs;
  private final float[][] outputs;
  private final List<Refill> refills;

  /** Draws one random input for a run. */
  private interface Refill {
    void at(long run);
  }

  /**
   * Compiles a step.
   *
   * @param arrays the row-major arrays of the inputs that are fed, by name; they are read at each
   *     run. Random inputs get arrays of their own
   * @param seed of the random inputs
   * @throws IllegalArgumentException if an input has no array
   */
  public BoundStep(Session session, Step step, Map<String, float[]> arrays, long seed) {
    Map<String, float[]> all = new LinkedHashMap<>(arrays);
    this.refills =
        step.randomInputs().stream()
            .map(
                random -> {
                  float[] values = new float[random.input().shape().elementCount()];
                  all.put(random.input().name(), values);
                  RandomStream stream = RandomStream.of(seed, random.input().name());
                  return (Refill) run -> random.distribution().fill(values, stream.at(run));
                })
            .toList();
    this.inputs =
        step.program().inputs().stream()
            .map(input -> array(step, input, all))
            .toArray(float[][]::new);
    this.executable = session.compile(step.program());
    this.outputs =
        step.program().outputs().stream()
            .map(output -> new float[output.value().shape().elementCount()])
            .toArray(float[][]::new);
  }

  private static float[] array(Step step, Input input, Map<String, float[]> arrays) {
    float[] array = arrays.get(input.name());
    if (array == null) {
      throw new IllegalArgumentException(
          "step %s reads the input %s of shape %s, and nothing feeds it; fed are %s\n  fix: feed it, or draw random numbers with Step.Builder.random or Scope.random"
              .formatted(step.name(), input.name(), input.shape(), arrays.keySet()));
    }
    return array;
  }

  /**
   * Runs some times in a row.
   *
   * @param firstRun how often this step ran before, which random inputs depend on
   */
  public void run(long firstRun, int times) {
    if (refills.isEmpty()) {
      executable.run(inputs, times, outputs);
      return;
    }
    for (long run = firstRun; run < firstRun + times; run++) {
      for (int i = 0; i < refills.size(); i++) {
        refills.get(i).at(run);
      }
      executable.run(inputs, 1, outputs);
    }
  }

  /** The outputs' names, in the order in which {@link #scalar} counts them. */
  public List<String> outputNames() {
    return executable.program().outputs().stream().map(Output::name).toList();
  }

  /** An output that is a scalar, of the last run. */
  public float scalar(int output) {
    return outputs[output][0];
  }

  /** Copies of all outputs of the last run, row-major, by name. */
  public Map<String, float[]> copies() {
    Map<String, float[]> copies = new LinkedHashMap<>();
    List<String> names = outputNames();
    for (int i = 0; i < outputs.length; i++) {
      copies.put(names.get(i), outputs[i].clone());
    }
    return copies;
  }
}
