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
  private final Schedule schedule;
  private final MemoryPlan plan;
  private final FloatPointer memory;
  private final Map<Input, NativeArray> inputs = new HashMap<>();
  private final Map<Tensor, NativeArray> arrays = new HashMap<>();
  private final Map<Schedule.Phase, List<Kernel>> kernels = new EnumMap<>(Schedule.Phase.class);

  private ProgramCompiler(
      Program program, VariableMemory variables, NativeOps ops, NativeScope scope) {
    this.program = program;
    this.variables = variables;
    this.scope = scope;
    this.calls = new Calls(ops, scope);
    this.schedule = new Schedule(JoinedUpdates.of(program, variables));
    this.plan = new MemoryPlan(schedule);
    this.memory = scope.allocate(plan.size());
    for (Schedule.Phase phase : Schedule.Phase.values()) {
      kernels.put(phase, new ArrayList<>());
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
    for (int i = 0; i < schedule.instructions().size(); i++) {
      bind(i, schedule.instructions().get(i));
    }
    schedule.updates().forEach(this::bindUpdate);
    kernels(Schedule.Phase.EACH_RUN).addAll(calls.take());
    kernels(Schedule.Phase.AT_COMPILATION).forEach(Kernel::run);
    return new Nd4jProgram(
        program.name(),
        ops,
        scope,
        program.inputs().stream().map(inputs::get).toArray(NativeArray[]::new),
        schedule.outputs().stream().map(this::array).toArray(NativeArray[]::new),
        kernels(Schedule.Phase.EACH_CALL).toArray(Kernel[]::new),
        kernels(Schedule.Phase.EACH_RUN).toArray(Kernel[]::new));
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
    kernels(schedule.phase(instruction.result())).addAll(calls.take());
  }

  private void bindUpdate(Variable variable, Tensor value) {
    NativeArray source = array(value);
    NativeArray target = variables.array(variable);
    if (!source.isAt(target) && target.count > 0) {
      calls.copy(source, target);
    }
  }

  private List<Kernel> kernels(Schedule.Phase phase) {
    return Objects.requireNonNull(kernels.get(phase));
  }

  private NativeArray array(Tensor value) {
    return arrays.computeIfAbsent(value, this::newArray);
  }

  private NativeArray newArray(Tensor value) {
    int count = value.shape().elementCount();
    long offset = schedule.storage().offset(value);
    Tensor root = schedule.storage().root(value);
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
