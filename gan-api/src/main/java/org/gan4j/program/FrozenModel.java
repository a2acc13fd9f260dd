package org.gan4j.program;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.gan4j.check.Check;
import org.gan4j.tensor.Variable;

/**
 * A trained network to be taken elsewhere: its program at use, for any number of rows where that is
 * possible, the values of its variables, and facts for whoever gets it. It needs no backend. What
 * writes it in the format of another framework is an artifact of its own, such as gan-onnx.
 *
 * <pre>{@code
 * FrozenModel model = ModelTrace.frozen("classifier", network, Shape.of(28, 28, 1), trained.weights());
 * }</pre>
 *
 * <p>What a network draws at random when it is used, such as noise within a generator, is an input
 * of the program: whoever runs it draws it.
 */
public final class FrozenModel {
  private final BatchProgram program;
  private final Map<Variable, float[]> values;
  private final Map<String, String> facts;

  private FrozenModel(
      BatchProgram program, Map<Variable, float[]> values, Map<String, String> facts) {
    this.program = program;
    this.values = values;
    this.facts = facts;
  }

  /**
   * Anything that is computed row by row.
   *
   * @param tracer traces the program for a number of rows
   * @param values those of its variables, and maybe others; not copied
   * @throws IllegalArgumentException if the value of a variable is missing, or more than the sizes
   *     of axes depends on the number of rows
   */
  public static FrozenModel of(IntFunction<Program> tracer, Map<Variable, float[]> values) {
    Check.given("values", values);
    return of(BatchProgram.of(tracer), values);
  }

  /**
   * A program for the sizes that it was traced with.
   *
   * @param values those of its variables, and maybe others; not copied
   * @throws IllegalArgumentException if the value of a variable is missing
   */
  public static FrozenModel ofOneSize(Program program, Map<Variable, float[]> values) {
    Check.given("values", values);
    return of(BatchProgram.ofOneSize(program), values);
  }

  private static FrozenModel of(BatchProgram program, Map<Variable, float[]> values) {
    if (!program.program().updates().isEmpty()) {
      throw new IllegalArgumentException(
          "program %s trains: it writes variables, which a frozen model cannot\n  fix: trace its networks in Mode.INFERENCE"
              .formatted(program.program().name()));
    }
    Map<Variable, float[]> used = new LinkedHashMap<>();
    for (Variable variable : program.program().variables()) {
      float[] value = values.get(variable);
      if (value == null || value.length != variable.shape().elementCount()) {
        throw new IllegalArgumentException(
            "there is no value of %s of shape %s; there are values of %s"
                .formatted(
                    variable.name(),
                    variable.shape(),
                    values.keySet().stream()
                        .map(v -> v.name() + " " + v.shape())
                        .collect(Collectors.joining(", "))));
      }
      used.put(variable, value);
    }
    return new FrozenModel(program, used, Map.of());
  }

  /** The same with one more fact, which replaces one of this name. */
  public FrozenModel withFact(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(facts);
    more.put(Check.given("name", name), Check.given("value", value));
    return new FrozenModel(program, values, more);
  }

  /** The name. */
  public String name() {
    return program.program().name();
  }

  /** What it computes. */
  public BatchProgram program() {
    return program;
  }

  /** The values of the program's variables, row-major, in its order; not to be changed. */
  public Map<Variable, float[]> values() {
    return values;
  }

  /** What is to be known of it: normalization, where it comes from. */
  public Map<String, String> facts() {
    return facts;
  }
}
