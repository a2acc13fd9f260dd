package org.gan4j.onnx;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gan4j.backend.Backend;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.backend.Workspace;
import org.gan4j.program.FrozenModel;
import org.gan4j.program.Output;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime as a backend: each program is a model whose variables are inputs and whose updates
 * are outputs. So the suite that certifies backends certifies what is exported.
 */
final class OnnxBackend implements Backend {

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public String description() {
    return "ONNX Runtime";
  }

  @Override
  public Workspace open(Map<Variable, float[]> initialValues) {
    return new OnnxWorkspace(initialValues);
  }

  private static final class OnnxWorkspace implements Workspace {
    private final Map<Variable, float[]> values = new LinkedHashMap<>();
    private final List<OnnxRuntime> models = new ArrayList<>();

    OnnxWorkspace(Map<Variable, float[]> initialValues) {
      initialValues.forEach((variable, value) -> values.put(variable, value.clone()));
    }

    @Override
    public CompiledProgram compile(Program program) {
      FrozenModel model = FrozenModel.ofOneSize(asFunction(program), Map.of());
      OnnxRuntime runtime = new OnnxRuntime(OnnxModel.of(model).toBytes(), OptLevel.NO_OPT);
      models.add(runtime);
      return (inputs, times, outputs) -> {
        for (int i = 0; i < times; i++) {
          run(program, model.program().program(), runtime, inputs, outputs);
        }
      };
    }

    private static Program asFunction(Program program) {
      Program.Builder function = Program.named("function");
      Program rewritten = program.rewritten(OnnxWorkspace::changed);
      rewritten.outputs().forEach(o -> function.output("output/" + o.name(), o.value()));
      rewritten.updates().forEach(u -> function.output("next/" + u.variable().name(), u.value()));
      return function.build();
    }

    /**
     * ONNX Runtime's sigmoid is off by up to 6e-8, which are millions of units far below 0, so that
     * the suite could test nothing with it. {@link OnnxModelTest} tests the operator.
     */
    private static Tensor changed(Tensor node) {
      if (node.op() == Unary.SIGMOID) {
        return Tensor.scalar(1).dividedBy(node.operand(0).negate().exp().plus(1));
      }
      if (node.op() instanceof Input input) {
        return Tensor.input("input/" + input.name(), input.shape());
      }
      return node.op() instanceof Variable variable
          ? Tensor.input("variable/" + variable.name(), variable.shape())
          : node;
    }

    private void run(
        Program program,
        Program function,
        OnnxRuntime runtime,
        float[][] inputs,
        float @Nullable [] @Nullable [] outputs) {
      Map<String, OnnxRuntime.Fed> fed = new LinkedHashMap<>();
      for (Input input : function.inputs()) {
        fed.put(input.name(), new OnnxRuntime.Fed(input.shape(), value(program, input, inputs)));
      }
      Map<String, float[]> results = runtime.run(fed);
      for (Update update : program.updates()) {
        values.put(update.variable(), result(results, "next/" + update.variable().name()));
      }
      for (int i = 0; outputs != null && i < outputs.length; i++) {
        Output output = program.outputs().get(i);
        if (outputs[i] != null) {
          float[] result = result(results, "output/" + output.name());
          System.arraycopy(result, 0, outputs[i], 0, result.length);
        }
      }
    }

    private static float[] result(Map<String, float[]> results, String name) {
      return Objects.requireNonNull(results.get(name));
    }

    private float[] value(Program program, Input wanted, float[][] inputs) {
      for (int i = 0; i < inputs.length; i++) {
        if (wanted.name().equals("input/" + program.inputs().get(i).name())) {
          return inputs[i];
        }
      }
      String name = wanted.name().substring("variable/".length());
      return Objects.requireNonNull(values.get(new Variable(name, wanted.shape())));
    }

    @Override
    public void read(Variable variable, float[] into) {
      System.arraycopy(Objects.requireNonNull(values.get(variable)), 0, into, 0, into.length);
    }

    @Override
    public void write(Variable variable, float[] value) {
      values.put(variable, value.clone());
    }

    @Override
    public void close() {
      models.forEach(OnnxRuntime::close);
    }
  }
}
