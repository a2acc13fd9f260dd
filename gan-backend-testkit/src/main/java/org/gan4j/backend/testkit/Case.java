package org.gan4j.backend.testkit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gan4j.backend.reference.Precision;
import org.gan4j.program.Program;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Variable;

/**
 * A program on which backends are compared with the oracle.
 *
 * @param name what a failure is reported under
 * @param program outputs and updates are compared
 * @param values what its inputs and variables are set to
 */
public record Case(String name, Program program, Values values) {

  Map<String, float[]> inputs() {
    Map<String, float[]> inputs = new LinkedHashMap<>();
    for (Input input : program.inputs()) {
      inputs.put(input.name(), values.of(input.name(), input.shape()));
    }
    return inputs;
  }

  Map<Variable, float[]> variables() {
    Map<Variable, float[]> variables = new LinkedHashMap<>();
    for (Variable variable : program.variables()) {
      variables.put(variable, values.of(variable.name(), variable.shape()));
    }
    return variables;
  }

  /** The values of both for the oracle. */
  Map<Op, double[]> leaves() {
    Map<Op, double[]> leaves = new HashMap<>();
    variables().forEach((variable, value) -> leaves.put(variable, Precision.widen(value)));
    for (Input input : program.inputs()) {
      leaves.put(input, Precision.widen(values.of(input.name(), input.shape())));
    }
    return leaves;
  }
}
