package org.gan4j.backend.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.Backend;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.backend.Workspace;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: programs interpreted in double precision, variables kept in double precision between
 * runs. Thousands of times slower than a real backend.
 */
public final class ReferenceBackend implements Backend {
  private final InterpreterFactory interpreters;

  /** Makes the interpreter of one run; the suite's self-test puts a broken one here. */
  interface InterpreterFactory {
    Interpreter create(Map<String, double[]> inputs, Map<Variable, double[]> variables);
  }

  /** The oracle. */
  public ReferenceBackend() {
    this(Interpreter::new);
  }

  ReferenceBackend(InterpreterFactory interpreters) {
    this.interpreters = interpreters;
  }

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String description() {
    return "double-precision reference interpreter";
  }

  @Override
  public Workspace open(Map<Variable, float[]> initialValues) {
    return new ReferenceWorkspace(initialValues);
  }

  private final class ReferenceWorkspace implements Workspace {
    private final Map<Variable, double[]> variables = new LinkedHashMap<>();

    ReferenceWorkspace(Map<Variable, float[]> initialValues) {
      initialValues.forEach((variable, value) -> variables.put(variable, Precision.widen(value)));
    }

    @Override
    public CompiledProgram compile(Program program) {
      return (inputs, times, outputs) -> {
        for (int i = 0; i < times; i++) {
          run(program, inputs, outputs);
        }
      };
    }

    private void run(Program program, float[][] inputs, float[] @Nullable [] outputs) {
      Map<String, double[]> fed = new LinkedHashMap<>();
      for (int i = 0; i < inputs.length; i++) {
        fed.put(program.inputs().get(i).name(), Precision.widen(inputs[i]));
      }
      Interpreter interpreter = interpreters.create(fed, variables).evaluate(program);
      for (int i = 0; i < outputs.length; i++) {
        float[] output = outputs[i];
        if (output != null) {
          Precision.narrow(interpreter.value(program.outputs().get(i).value()), output);
        }
      }
      List<double[]> next =
          program.updates().stream().map(Update::value).map(interpreter::value).toList();
      for (int i = 0; i < next.size(); i++) {
        variables.put(program.updates().get(i).variable(), next.get(i));
      }
    }

    @Override
    public void read(Variable variable, float[] into) {
      Precision.narrow(Objects.requireNonNull(variables.get(variable)), into);
    }

    @Override
    public void write(Variable variable, float[] value) {
      variables.put(variable, Precision.widen(value));
    }

    @Override
    public void close() {
      variables.clear();
    }
  }
}
