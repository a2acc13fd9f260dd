package org.gan4j.backend.testkit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Session;
import org.gan4j.backend.UnsupportedProgramException;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.program.Program;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Variable;

/**
 * Programs that run one after another over the same variables. All values are {@link Exact}, so
 * that a backend must agree with the oracle to the bit.
 *
 * @param variables in the order in which they are opened
 * @param runs what happens
 */
record Script(List<Variable> variables, List<Run> runs) {

  Script {
    variables = List.copyOf(variables);
    runs = List.copyOf(runs);
  }

  /**
   * A call of a program that is made of others.
   *
   * @param seed what the inputs are set to
   * @param parts the programs of which it is made, in their order
   * @param times how often it runs
   */
  record Run(int seed, List<Program> parts, int times) {

    Run {
      parts = List.copyOf(parts);
    }

    Program joined() {
      Program first = parts.get(0);
      return parts.stream().allMatch(part -> part == first)
          ? first.repeated(parts.size())
          : parts.stream().reduce(Program::then).orElseThrow();
    }

    Map<String, float[]> together(Session session) {
      return run(session, joined(), times);
    }

    /** The same outputs by running part after part. */
    Map<String, float[]> apart(Session session) {
      Map<String, float[]> outputs = new LinkedHashMap<>();
      for (int i = 0; i < times; i++) {
        parts.forEach(part -> outputs.putAll(run(session, part, 1)));
      }
      return outputs;
    }

    private Map<String, float[]> run(Session session, Program program, int count) {
      Map<String, float[]> outputs = new LinkedHashMap<>();
      program
          .outputs()
          .forEach(o -> outputs.put(o.name(), new float[o.value().shape().elementCount()]));
      session
          .compile(program)
          .run(
              program.inputs().stream().map(this::input).toArray(float[][]::new),
              count,
              outputs.values().toArray(float[][]::new));
      return outputs;
    }

    private float[] input(Input input) {
      return Values.integers().of(input.name() + seed, input.shape());
    }

    @Override
    public String toString() {
      String how = parts.size() == 1 ? "" : ", made of " + parts.size() + " programs";
      return "run %d times%s, inputs of seed %d:%n%s".formatted(times, how, seed, joined());
    }
  }

  Session open(Backend backend) {
    Map<Variable, float[]> initialValues = new LinkedHashMap<>();
    variables.forEach(v -> initialValues.put(v, Values.integers().of(v.name(), v.shape())));
    return Session.open(backend, initialValues);
  }

  /**
   * What the backend does wrong, if anything. What comes after an inexact value is not looked at.
   */
  Optional<String> failure(Backend backend) {
    try (Session oracle = open(new ReferenceBackend(Exact::new));
        Session session = open(backend)) {
      for (Run run : runs) {
        Map<String, float[]> expected = run.apart(oracle);
        Optional<String> failure = failure(run, session, expected, oracle.readAll());
        if (failure.isPresent()) {
          return failure;
        }
      }
      return Optional.empty();
    } catch (Exact.InexactException | UnsupportedProgramException e) {
      return Optional.empty();
    }
  }

  private Optional<String> failure(
      Run run,
      Session session,
      Map<String, float[]> expectedOutputs,
      Map<Variable, float[]> expectedVariables) {
    Map<String, float[]> outputs;
    try {
      outputs = run.together(session);
    } catch (UnsupportedProgramException e) {
      throw e;
    } catch (RuntimeException e) {
      return Optional.of("it fails: " + e);
    }
    for (Map.Entry<String, float[]> expected : expectedOutputs.entrySet()) {
      float[] actual = outputs.getOrDefault(expected.getKey(), new float[0]);
      if (!areEqual(expected.getValue(), actual)) {
        return Optional.of(difference("output " + expected.getKey(), expected.getValue(), actual));
      }
    }
    for (Variable variable : variables) {
      float[] expected = expectedVariables.getOrDefault(variable, new float[0]);
      float[] actual = session.read(variable);
      if (!areEqual(expected, actual)) {
        return Optional.of(difference("variable " + variable.name(), expected, actual));
      }
    }
    return Optional.empty();
  }

  /** The sign of a zero may differ. */
  private static boolean areEqual(float[] expected, float[] actual) {
    boolean equal = expected.length == actual.length;
    for (int i = 0; equal && i < expected.length; i++) {
      equal = expected[i] == actual[i];
    }
    return equal;
  }

  private static String difference(String what, float[] expected, float[] actual) {
    return "%s is wrong after the last run:%n  expected %s%n  actual   %s"
        .formatted(what, Arrays.toString(expected), Arrays.toString(actual));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("variables " + variables + "\n");
    runs.forEach(text::append);
    return text.toString();
  }
}
