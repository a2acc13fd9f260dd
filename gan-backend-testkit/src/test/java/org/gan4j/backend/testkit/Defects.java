package org.gan4j.backend.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.gan4j.backend.Backend;
import org.gan4j.backend.CompiledProgram;
import org.gan4j.backend.Workspace;
import org.gan4j.backend.reference.Interpreter;
import org.gan4j.backend.reference.ReferenceBackend;
import org.gan4j.program.Output;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Binary;
import org.gan4j.tensor.Conv2d;
import org.gan4j.tensor.MatMul;
import org.gan4j.tensor.Op;
import org.gan4j.tensor.Reduction;
import org.gan4j.tensor.Select;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;
import org.gan4j.tensor.Variable;
import org.gan4j.tensor.Window;
import org.jspecify.annotations.Nullable;

/** The suite over oracles that have one defect each. */
final class Defects {
  private Defects() {}

  /** An oracle with another interpreter. */
  abstract static class WrongKernel extends BackendConformance {
    abstract Interpreter interpreter(Map<Op, double[]> leaves);

    @Override
    public final Backend backend() {
      return new ReferenceBackend(this::interpreter);
    }
  }

  /** An oracle whose workspaces are wrapped. */
  abstract static class WrongWorkspace extends BackendConformance implements Backend {
    private final Backend oracle = new ReferenceBackend();

    abstract Workspace wrap(Workspace workspace);

    @Override
    public final Backend backend() {
      return this;
    }

    @Override
    public final String name() {
      return "defective";
    }

    @Override
    public final String description() {
      return "an oracle with a defect";
    }

    @Override
    public Workspace open(Map<Variable, float[]> initialValues) {
      return wrap(oracle.open(initialValues));
    }
  }

  /** A workspace as it is, to be made wrong by overriding. */
  static class Forwarding implements Workspace {
    final Workspace workspace;

    Forwarding(Workspace workspace) {
      this.workspace = workspace;
    }

    @Override
    public CompiledProgram compile(Program program) {
      return workspace.compile(program);
    }

    @Override
    public void read(Variable variable, float[] into) {
      workspace.read(variable, into);
    }

    @Override
    public void write(Variable variable, float[] value) {
      workspace.write(variable, value);
    }

    @Override
    public void close() {
      workspace.close();
    }
  }

  /** An oracle whose programs run differently. */
  abstract static class WrongRun extends WrongWorkspace {
    abstract void run(
        CompiledProgram program, float[][] inputs, int times, float[] @Nullable [] outputs);

    @Override
    final Workspace wrap(Workspace workspace) {
      return new Forwarding(workspace) {
        @Override
        public CompiledProgram compile(Program program) {
          CompiledProgram compiled = super.compile(program);
          return (inputs, times, outputs) -> run(compiled, inputs, times, outputs);
        }
      };
    }
  }

  static final class TanhIsSixUlpsOff extends WrongKernel {
    @Override
    Interpreter interpreter(Map<Op, double[]> leaves) {
      return new Interpreter(leaves) {
        @Override
        public double[] unary(Unary op, Tensor node) {
          double[] result = super.unary(op, node);
          for (int i = 0; op == Unary.TANH && i < result.length; i++) {
            result[i] *= 1 + 6 * 0x1p-23;
          }
          return result;
        }
      };
    }
  }

  /** By more than 6 units, but only within 0.1 below -13.9. */
  static final class SoftplusIsExpTooEarly extends WrongKernel {
    @Override
    Interpreter interpreter(Map<Op, double[]> leaves) {
      return new Interpreter(leaves) {
        @Override
        public double[] unary(Unary op, Tensor node) {
          double[] x = value(node.operand(0));
          double[] result = super.unary(op, node);
          for (int i = 0; op == Unary.SOFTPLUS && i < result.length; i++) {
            result[i] = x[i] < -13.9 ? Math.exp(x[i]) : result[i];
          }
          return result;
        }
      };
    }
  }

  static final class SigmoidOverflows extends WrongKernel {
    @Override
    Interpreter interpreter(Map<Op, double[]> leaves) {
      return new Interpreter(leaves) {
        @Override
        public double[] unary(Unary op, Tensor node) {
          double[] x = value(node.operand(0));
          double[] result = super.unary(op, node);
          for (int i = 0; op == Unary.SIGMOID && i < result.length; i++) {
            float exponential = (float) Math.exp(x[i]);
            result[i] = exponential / (1 + exponential);
          }
          return result;
        }
      };
    }
  }

  static final class MaxIgnoresNaN extends WrongKernel {
    @Override
    Interpreter interpreter(Map<Op, double[]> leaves) {
      return new Interpreter(leaves) {
        @Override
        public double[] binary(Binary op, Tensor node) {
          double[] a = value(node.operand(0));
          double[] b = value(node.operand(1));
          double[] result = super.binary(op, node);
          for (int i = 0; op == Binary.MAX && i < result.length; i++) {
            result[i] = a[i] > b[i] ? a[i] : b[i];
          }
          return result;
        }
      };
    }
  }

  /** Each operation is right on its own. */
  static final class FusedProductAndSumMissesTheLastElement extends WrongKernel {
    @Override
    Interpreter interpreter(Map<Op, double[]> leaves) {
      return new Interpreter(leaves) {
        @Override
        public double[] binary(Binary op, Tensor node) {
          double[] result = super.binary(op, node);
          if (op == Binary.ADD
              && node.operand(0).op() == Binary.MULTIPLY
              && result.length % 8 == 1) {
            result[result.length - 1] = value(node.operand(1))[result.length - 1];
          }
          return result;
        }
      };
    }
  }

  static final class NaNSelectsFalse extends WrongKernel {
    @Override
    Interpreter interpreter(Map<Op, double[]> leaves) {
      return new Interpreter(leaves) {
        @Override
        public double[] select(Select op, Tensor node) {
          double[] condition = value(node.operand(0));
          double[] result = super.select(op, node);
          for (int i = 0; i < result.length; i++) {
            result[i] = Double.isNaN(condition[i]) ? value(node.operand(2))[i] : result[i];
          }
          return result;
        }
      };
    }
  }

  static final class SumMissesTheLastElement extends WrongKernel {
    @Override
    Interpreter interpreter(Map<Op, double[]> leaves) {
      return new Interpreter(leaves) {
        @Override
        public double[] reduction(Reduction op, Tensor node) {
          double[] x = value(node.operand(0));
          double[] result = super.reduction(op, node);
          if (op.kind() == Reduction.Kind.SUM && x.length > 1 && result.length > 0) {
            result[result.length - 1] -= x[x.length - 1];
          }
          return result;
        }
      };
    }
  }

  static final class ReductionMaxIgnoresNaN extends WrongKernel {
    @Override
    Interpreter interpreter(Map<Op, double[]> leaves) {
      return new Interpreter(leaves) {
        @Override
        public double[] reduction(Reduction op, Tensor node) {
          Tensor replaced = Tensor.of(op, Tensor.input("replaced", node.operand(0).shape()));
          return Interpreter.apply(
              replaced,
              o -> {
                double[] x = value(node.operand(0)).clone();
                for (int i = 0; op.kind() == Reduction.Kind.MAX && i < x.length; i++) {
                  x[i] = Double.isNaN(x[i]) ? Double.NEGATIVE_INFINITY : x[i];
                }
                return x;
              });
        }
      };
    }
  }

  static final class MatMulIgnoresTransposeRight extends WrongKernel {
    @Override
    Interpreter interpreter(Map<Op, double[]> leaves) {
      return new Interpreter(leaves) {
        @Override
        public double[] matMul(MatMul op, Tensor node) {
          return super.matMul(new MatMul(op.transposeLeft(), false), node);
        }
      };
    }
  }

  static final class ConvolutionPadsAtTheWrongEnd extends WrongKernel {
    @Override
    Interpreter interpreter(Map<Op, double[]> leaves) {
      return new Interpreter(leaves) {
        @Override
        public double[] conv2d(Conv2d op, Tensor node) {
          Window w = op.window();
          return super.conv2d(
              new Conv2d(
                  new Window(
                      w.strideHeight(),
                      w.strideWidth(),
                      /* top= */ w.bottom(),
                      /* bottom= */ w.top(),
                      w.left(),
                      w.right())),
              node);
        }
      };
    }
  }

  /** An oracle that runs parts of a program one after another instead of the program. */
  abstract static class InParts extends WrongWorkspace {

    /** The outputs and updates of a program in an order that is wrong, each list at a time. */
    abstract List<List<Update>> parts(Program program);

    @Override
    final Workspace wrap(Workspace workspace) {
      return new Forwarding(workspace) {
        @Override
        public CompiledProgram compile(Program program) {
          CompiledProgram outputsOnly =
              program.outputs().isEmpty()
                  ? (inputs, times, outputs) -> {}
                  : part(program, program.outputs(), List.of());
          List<CompiledProgram> parts =
              parts(program).stream()
                  .filter(updates -> !updates.isEmpty())
                  .map(updates -> part(program, List.of(), updates))
                  .toList();
          return (inputs, times, outputs) -> {
            for (int i = 0; i < times; i++) {
              outputsOnly.run(inputs, 1, outputs);
              parts.forEach(part -> part.run(inputs, 1, new float[0][]));
            }
          };
        }

        private CompiledProgram part(Program whole, List<Output> outputs, List<Update> updates) {
          Program.Builder builder = Program.named("part");
          outputs.forEach(output -> builder.output(output.name(), output.value()));
          updates.forEach(update -> builder.update(update.variable(), update.value()));
          Program program = builder.build();
          CompiledProgram compiled = super.compile(program);
          int[] places = program.inputs().stream().mapToInt(whole.inputs()::indexOf).toArray();
          return (inputs, times, results) ->
              compiled.run(
                  Arrays.stream(places).mapToObj(i -> inputs[i]).toArray(float[][]::new),
                  times,
                  results);
        }
      };
    }
  }

  static final class UpdatesTakeEffectOneByOne extends InParts {
    @Override
    List<List<Update>> parts(Program program) {
      return program.updates().stream().map(List::of).toList();
    }
  }

  /** As where two loops compute an update's value, each in the variable's own memory. */
  static final class UpdatesThatOthersReadTakeEffectTwice extends InParts {
    @Override
    List<List<Update>> parts(Program program) {
      List<Update> twice =
          program.updates().stream()
              .filter(u -> program.nodes().stream().anyMatch(n -> n.operands().contains(u.value())))
              .filter(u -> !u.value().operands().isEmpty())
              .toList();
      return List.of(program.updates(), twice);
    }
  }

  /** As where a variable takes another one's value after that one has been written. */
  static final class CopiesComeAfterOtherUpdates extends InParts {
    @Override
    List<List<Update>> parts(Program program) {
      Map<Boolean, List<Update>> copies =
          program.updates().stream()
              .collect(Collectors.partitioningBy(u -> u.value().op() instanceof Variable));
      return List.of(copies.getOrDefault(false, List.of()), copies.getOrDefault(true, List.of()));
    }
  }

  static final class UpdatesTakeEffectInReverseOrder extends InParts {
    @Override
    List<List<Update>> parts(Program program) {
      List<List<Update>> reversed = new ArrayList<>();
      program.updates().forEach(update -> reversed.add(0, List.of(update)));
      return reversed;
    }
  }

  /** As where what one variable is used for is taken to change only between calls. */
  static final class OneVariableIsReadOncePerCall extends WrongWorkspace {
    @Override
    Workspace wrap(Workspace workspace) {
      return new Forwarding(workspace) {
        @Override
        public CompiledProgram compile(Program program) {
          if (program.updates().isEmpty()) {
            return super.compile(program);
          }
          Variable stale = program.updates().get(0).variable();
          Tensor before = Tensor.input("before", stale.shape());
          Program staleProgram = program.rewritten(node -> node.op().equals(stale) ? before : node);
          CompiledProgram compiled = super.compile(staleProgram);
          return (inputs, times, outputs) -> {
            float[] value = new float[stale.shape().elementCount()];
            super.read(stale, value);
            float[][] all =
                staleProgram.inputs().stream()
                    .map(
                        input ->
                            input.equals(before.op())
                                ? value
                                : inputs[program.inputs().indexOf(input)])
                    .toArray(float[][]::new);
            compiled.run(all, times, outputs);
          };
        }
      };
    }
  }

  static final class OutputsSeeUpdates extends WrongRun {
    @Override
    void run(CompiledProgram program, float[][] inputs, int times, float[] @Nullable [] outputs) {
      program.run(inputs, times, new float[outputs.length][]);
      program.run(inputs, 1, outputs);
    }
  }

  static final class TimesIsIgnored extends WrongRun {
    @Override
    void run(CompiledProgram program, float[][] inputs, int times, float[] @Nullable [] outputs) {
      program.run(inputs, 1, outputs);
    }
  }

  static final class OutputsAreOfTheFirstRun extends WrongRun {
    @Override
    void run(CompiledProgram program, float[][] inputs, int times, float[] @Nullable [] outputs) {
      program.run(inputs, 1, outputs);
      if (times > 1) {
        program.run(inputs, times - 1, new float[outputs.length][]);
      }
    }
  }

  static final class UnwantedOutputsCrash extends WrongRun {
    @Override
    void run(CompiledProgram program, float[][] inputs, int times, float[] @Nullable [] outputs) {
      program.run(inputs, times, outputs);
      for (float[] output : outputs) {
        if (output.length == 0) {
          return;
        }
      }
    }
  }

  static final class InputsAreOverwritten extends WrongRun {
    @Override
    void run(CompiledProgram program, float[][] inputs, int times, float[] @Nullable [] outputs) {
      program.run(inputs, times, outputs);
      for (float[] input : inputs) {
        input[input.length - 1] = 0;
      }
    }
  }

  static final class ResultsVary extends WrongRun {
    private final AtomicInteger runs = new AtomicInteger();

    @Override
    void run(CompiledProgram program, float[][] inputs, int times, float[] @Nullable [] outputs) {
      program.run(inputs, times, outputs);
      for (float[] output : outputs) {
        output[0] += runs.incrementAndGet() % 3 == 0 ? Math.ulp(output[0]) : 0;
      }
    }
  }

  static final class ThreadsDisturbEachOther extends WrongRun {
    private final AtomicInteger running = new AtomicInteger();

    @Override
    void run(CompiledProgram program, float[][] inputs, int times, float[] @Nullable [] outputs) {
      boolean alone = running.incrementAndGet() == 1;
      program.run(inputs, times, outputs);
      alone &= running.getAndDecrement() == 1;
      for (float[] output : outputs) {
        output[0] += alone ? 0 : 1;
      }
    }
  }

  static final class SessionsShareVariables extends WrongWorkspace {
    private @Nullable Workspace shared;

    @Override
    Workspace wrap(Workspace workspace) {
      if (shared == null) {
        shared =
            new Forwarding(workspace) {
              @Override
              public void close() {}
            };
      }
      return shared;
    }
  }

  static final class MemoryIsNeverReleased extends WrongWorkspace {
    private final AtomicInteger opened = new AtomicInteger();

    @Override
    Workspace wrap(Workspace workspace) {
      if (opened.incrementAndGet() > 1_000) {
        throw new IllegalStateException("1,000 workspaces are open");
      }
      return workspace;
    }
  }

  static final class WrittenArraysAreKept extends WrongWorkspace {
    @Override
    Workspace wrap(Workspace workspace) {
      Map<Variable, float[]> kept = new HashMap<>();
      return new Forwarding(workspace) {
        @Override
        public void write(Variable variable, float[] value) {
          kept.put(variable, value);
        }

        @Override
        public void read(Variable variable, float[] into) {
          float[] value = kept.get(variable);
          if (value == null) {
            super.read(variable, into);
          } else {
            System.arraycopy(value, 0, into, 0, into.length);
          }
        }
      };
    }
  }

  static final class DeepProgramsOverflowTheStack extends WrongWorkspace {
    @Override
    Workspace wrap(Workspace workspace) {
      return new Forwarding(workspace) {
        @Override
        public CompiledProgram compile(Program program) {
          if (depth(program.outputs().get(0).value()) > 1_000) {
            throw new StackOverflowError();
          }
          return super.compile(program);
        }

        private int depth(Tensor node) {
          return node.operands().isEmpty() ? 1 : 1 + depth(node.operand(0));
        }
      };
    }
  }
}
