package org.gan4j.backend.nd4j;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.gan4j.program.Program;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.nd4j.nativeblas.NativeOps;

/** Lays out the memory of a program and binds its native calls to it. */
final class ProgramCompiler {
  private final Program program;
  private final VariableMemory variables;
  private final NativeScope scope;
  private final Calls calls;
  private final InstructionOrder order;
  private final MemoryPlan plan;
  private final FloatPointer memory;
  private final Map<Input, NativeArray> inputs = new HashMap<>();
  private final Map<Tensor, NativeArray> arrays = new HashMap<>();
  private final Map<InstructionOrder.Frequency, List<Kernel>> kernels =
      new EnumMap<>(InstructionOrder.Frequency.class);

  private ProgramCompiler(
      Program program, VariableMemory variables, NativeOps ops, NativeScope scope) {
    this.program = program;
    this.variables = variables;
    this.scope = scope;
    this.calls = new Calls(ops, scope);
    this.order = new InstructionOrder(JoinedUpdates.of(program, variables));
    this.plan = new MemoryPlan(order);
    this.memory = scope.allocate(plan.size());
    for (InstructionOrder.Frequency frequency : InstructionOrder.Frequency.values()) {
      kernels.put(frequency, new ArrayList<>());
    }
  }

  static Nd4jProgram compile(Program program, VariableMemory variables, NativeOps ops) {
    NativeScope scope = new NativeScope(ops);
    try {
      return new ProgramCompiler(program, variables, ops, scope).compile(ops);
    } catch (Throwable failure) {
      scope.close();
      throw failure;
    }
  }

  private Nd4jProgram compile(NativeOps ops) {
    for (Input input : program.inputs()) {
      int count = input.shape().elementCount();
      inputs.put(input, scope.array(scope.allocate(count), 0, count));
    }
    for (int i = 0; i < order.instructions().size(); i++) {
      bind(i, order.instructions().get(i));
    }
    order.updates().forEach(this::bindUpdate);
    kernels(InstructionOrder.Frequency.EACH_RUN).addAll(calls.take());
    kernels(InstructionOrder.Frequency.AT_COMPILATION).forEach(Kernel::run);
    return new Nd4jProgram(
        program.name(),
        ops,
        scope,
        program.inputs().stream().map(inputs::get).toArray(NativeArray[]::new),
        order.outputs().stream().map(this::array).toArray(NativeArray[]::new),
        kernels(InstructionOrder.Frequency.EACH_CALL).toArray(Kernel[]::new),
        kernels(InstructionOrder.Frequency.EACH_RUN).toArray(Kernel[]::new));
  }

  private void bind(int position, Instruction instruction) {
    NativeArray[] operands =
        instruction.operands().stream().map(this::array).toArray(NativeArray[]::new);
    NativeArray[] scratch = new NativeArray[instruction.scratch().size()];
    for (int i = 0; i < scratch.length; i++) {
      long offset = plan.scratch(position).get(i);
      scratch[i] = scope.array(memory, offset, instruction.scratch().get(i));
    }
    instruction.body().bind(calls, array(instruction.result()), operands, scratch);
    kernels(order.frequency(instruction.result())).addAll(calls.take());
  }

  private void bindUpdate(Variable variable, Tensor value) {
    NativeArray source = array(value);
    NativeArray target = variables.array(variable);
    if (!source.isAt(target) && target.count > 0) {
      calls.copy(source, target);
    }
  }

  private List<Kernel> kernels(InstructionOrder.Frequency frequency) {
    return Objects.requireNonNull(kernels.get(frequency));
  }

  private NativeArray array(Tensor value) {
    return arrays.computeIfAbsent(value, this::newArray);
  }

  private NativeArray newArray(Tensor value) {
    int count = value.shape().elementCount();
    long offset = order.sharedMemory().offset(value);
    Tensor root = order.sharedMemory().root(value);
    if (root.op() instanceof Variable variable) {
      return scope.array(variables.array(variable).pointer, offset, count);
    }
    if (root.op() instanceof Input input) {
      return scope.array(Objects.requireNonNull(inputs.get(input)).pointer, offset, count);
    }
    return plan.variable(root)
        .map(variable -> scope.array(variables.array(variable).pointer, offset, count))
        .orElseGet(() -> scope.array(memory, count == 0 ? 0 : plan.offset(root) + offset, count));
  }
}
