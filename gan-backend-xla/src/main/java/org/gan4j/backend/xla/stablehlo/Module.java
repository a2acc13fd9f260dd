package org.gan4j.backend.xla.stablehlo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.program.Output;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * A program as a module of StableHLO, whose function {@code @main} takes the variables and then the
 * inputs, and gives the new values of the updated variables, all scalar outputs as one vector, and
 * then each other output. The new value of a variable takes the memory of the old one.
 */
public final class Module {
  private final Program program;
  private final String text;
  private final List<Tensor> scalars = new ArrayList<>();
  private final List<Tensor> arrays = new ArrayList<>();

  private Module(Program program, Precision precision) {
    this.program = program;
    for (Output output : program.outputs()) {
      (isScalar(output) ? scalars : arrays).add(output.value());
    }
    this.text = write(precision);
  }

  /** Writes a program. */
  public static Module of(Program program, Precision precision) {
    return new Module(program, precision);
  }

  /** Whether an output is among the scalars, which has one element and may be of any rank. */
  public static boolean isScalar(Output output) {
    return output.value().shape().elementCount() == 1;
  }

  private String write(Precision precision) {
    Map<Op, String> names = new LinkedHashMap<>();
    List<String> parameters = new ArrayList<>();
    List<Variable> updated = program.updates().stream().map(Update::variable).toList();
    for (Variable variable : program.variables()) {
      String name = "%variable" + parameters.size();
      names.put(variable, name);
      int result = updated.indexOf(variable);
      String donated = result < 0 ? "" : " {tf.aliasing_output = %s : i32}".formatted(result);
      parameters.add(name + ": " + Text.floats(variable.shape()) + donated);
    }
    for (Input input : program.inputs()) {
      String name = "%input" + parameters.size();
      names.put(input, name);
      parameters.add(name + ": " + Text.floats(input.shape()));
    }
    Lowering lowering = new Lowering(program, names, precision);
    List<String> results = new ArrayList<>();
    List<String> types = new ArrayList<>();
    program.updates().forEach(update -> add(update.value(), lowering, results, types));
    if (!scalars.isEmpty()) {
      results.add(lowering.joined(scalars));
      types.add("tensor<%sxf32>".formatted(scalars.size()));
    }
    arrays.forEach(array -> add(array, lowering, results, types));
    return """
        module {
          func.func public @main(%s) -> (%s) {
        %s    return %s : %s
          }
        }
        """
        .formatted(
            String.join(", ", parameters),
            String.join(", ", types),
            lowering.lines(),
            String.join(", ", results),
            String.join(", ", types));
  }

  private static void add(
      Tensor value, Lowering lowering, List<String> results, List<String> types) {
    results.add(lowering.value(value));
    types.add(Text.typeOf(value));
  }

  /** The text, which XLA's compilers read. */
  public String text() {
    return text;
  }

  /** How many scalars the vector of them has; 0 if there is no such result. */
  public int scalarCount() {
    return scalars.size();
  }

  /** How many results are new values of variables; they come first. */
  public int updateCount() {
    return program.updates().size();
  }

  /** How many results {@code @main} has. */
  public int resultCount() {
    return program.updates().size() + (scalars.isEmpty() ? 0 : 1) + arrays.size();
  }
}
