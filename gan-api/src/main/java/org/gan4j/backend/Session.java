package org.gan4j.backend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * Variables opened in a backend, and the programs that run over them: the checked front of every
 * backend. Calls from several threads take turns; a call after {@link #close()} is an {@link
 * IllegalStateException}.
 *
 * <pre>{@code
 * try (Session session = Session.open(backend, Map.of(w, new float[] {1, 2}))) {
 *   Executable step = session.compile(program);
 *   step.run(inputs, 10, outputs);
 *   float[] trained = session.read(w);
 * }
 * }</pre>
 */
public final class Session implements AutoCloseable {
  private final Backend backend;
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Map<String, Executable> compiled = new HashMap<>();
  private final Workspace workspace;
  private boolean closed;

  private Session(Backend backend, Map<Variable, float[]> initialValues) {
    this.backend = backend;
    initialValues.forEach(
        (variable, value) -> {
          checkLength("initial value of " + variable.name(), variable.shape(), value);
          if (variables.put(variable.name(), variable) != null) {
            throw new IllegalArgumentException("two variables are named " + variable.name());
          }
        });
    this.workspace = backend.open(initialValues);
  }

  /**
   * Opens variables with their initial values.
   *
   * @param initialValues a row-major array for each variable
   * @throws IllegalArgumentException if an array has not the variable's number of elements, or two
   *     variables share a name
   */
  public static Session open(Backend backend, Map<Variable, float[]> initialValues) {
    return new Session(backend, initialValues);
  }

  /** The backend that this session runs on. */
  public Backend backend() {
    return backend;
  }

  /** The variables of this session, in the order in which they were opened. */
  public List<Variable> variables() {
    return List.copyOf(variables.values());
  }

  /**
   * Makes a program ready to run; one that was compiled before is the same object.
   *
   * @throws IllegalArgumentException if the program has a variable that is not open here
   * @throws UnsupportedProgramException if the backend cannot run it
   */
  public synchronized Executable compile(Program program) {
    checkOpen();
    return compiled.computeIfAbsent(program.toString(), text -> compileNew(program));
  }

  private Executable compileNew(Program program) {
    program.variables().forEach(this::checkKnown);
    List<String> problems = new ArrayList<>();
    for (Tensor node : program.nodes()) {
      for (Limit limit : backend.limits()) {
        if (limit.matches().test(node)) {
          problems.add(node + ": " + limit.reason());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new UnsupportedProgramException(backend, program, problems);
    }
    return new Executable(this, program, workspace.compile(program));
  }

  /** A copy of a variable's current value, row-major. */
  public synchronized float[] read(Variable variable) {
    checkOpen();
    checkKnown(variable);
    float[] value = arrayFor(variable);
    workspace.read(variable, value);
    return value;
  }

  /** A copy of every variable's current value, in the order in which they were opened. */
  public synchronized Map<Variable, float[]> readAll() {
    checkOpen();
    Map<Variable, float[]> values = new LinkedHashMap<>();
    variables.values().forEach(variable -> values.put(variable, arrayFor(variable)));
    workspace.read(values);
    return values;
  }

  private static float[] arrayFor(Variable variable) {
    return new float[variable.shape().elementCount()];
  }

  /**
   * Replaces a variable's value.
   *
   * @throws IllegalArgumentException if the length is not the variable's number of elements
   */
  public synchronized void write(Variable variable, float[] value) {
    checkOpen();
    checkKnown(variable);
    checkLength(variable.name(), variable.shape(), value);
    workspace.write(variable, value);
  }

  /** Releases everything at once; waits for a run under way in another thread. Idempotent. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      compiled.values().forEach(Executable::release);
      compiled.clear();
      workspace.close();
    }
  }

  void checkOpen() {
    if (closed) {
      throw new IllegalStateException("this session is closed: its variables are gone");
    }
  }

  private void checkKnown(Variable variable) {
    if (!variable.equals(variables.get(variable.name()))) {
      throw new IllegalArgumentException(
          "variable %s of shape %s is not open in this session; open are %s"
              .formatted(variable.name(), variable.shape(), variables.keySet()));
    }
  }

  static void checkLength(String what, Shape shape, float[] value) {
    if (value.length != shape.elementCount()) {
      throw new IllegalArgumentException(
          "%s: shape %s has %s elements, the array has %s"
              .formatted(what, shape, shape.elementCount(), value.length));
    }
  }
}
