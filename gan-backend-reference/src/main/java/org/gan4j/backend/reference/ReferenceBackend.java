package org.gan4j.backend.reference;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.gan4j.backend.Backend;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.backend.Workspace;
import org.gan4j.program.Output;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Interprets programs in double precision and keeps variables in double precision between runs: the
 * measure for other backends. It is thousands of times slower than they are.
 */
public final class ReferenceBackend implements Backend {
  static final String NAME = "reference";

  private final Function<Map<Op, double[]>, Interpreter> interpreters;

  /** The definition of every program. */
  public ReferenceBackend() {
    this(Interpreter::new);
  }

  /**
   * A reference with another interpreter: a stricter one, or a broken one to test a test suite.
   *
   * @param interpreters makes the interpreter of one run from the values of the inputs and
   *     variables
   */
  public ReferenceBackend(Function<Map<Op, double[]>, Interpreter> interpreters) {
    this.interpreters = interpreters;
  }

  /**
   * Evaluates a program once without rounding anything to 32 bits, constants excepted.
   *
   * @param leaves the values of the inputs and variables that the program reads, row-major, by
   *     {@link org.gan4j.tensor.Input} and {@link Variable}
   * @return the outputs by name
   */
  public static Map<String, double[]> evaluate(Program program, Map<Op, double[]> leaves) {
    Interpreter interpreter = new Interpreter(leaves).evaluate(program);
    Map<String, double[]> outputs = new LinkedHashMap<>();
    for (Output output : program.outputs()) {
      outputs.put(output.name(), interpreter.value(output.value()).clone());
    }
    return outputs;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "plain interpreter in double precision";
  }

  @Override
  public Workspace open(Map<Variable, float[]> initialValues) {
    return new ReferenceWorkspace(initialValues);
  }

  private final class ReferenceWorkspace implements Workspace {
    private final Map<Variable, double[]> variables = new HashMap<>();

    ReferenceWorkspace(Map<Variable, float[]> initialValues) {
      initialValues.forEach(this::write);
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
      Map<Op, double[]> leaves = new HashMap<>(variables);
      for (int i = 0; i < inputs.length; i++) {
        leaves.put(program.inputs().get(i), Precision.widen(inputs[i]));
      }
      Interpreter interpreter = interpreters.apply(leaves).evaluate(program);
      for (int i = 0; i < outputs.length; i++) {
        float[] output = outputs[i];
        if (output != null) {
          Precision.narrow(interpreter.value(program.outputs().get(i).value()), output);
        }
      }
      for (Update update : program.updates()) {
        variables.put(update.variable(), interpreter.value(update.value()));
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
