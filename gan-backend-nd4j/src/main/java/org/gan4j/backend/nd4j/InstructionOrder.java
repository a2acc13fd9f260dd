package org.gan4j.backend.nd4j;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gan4j.program.ChangingValues;
import org.gan4j.program.EvaluationOrder;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Concat;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.StopGradient;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * The instructions of a program in the order in which they run, those that run least often first.
 */
final class InstructionOrder {
  /** How often an instruction runs. */
  enum Frequency {
    /** Once: it depends on neither inputs nor variables. */
    AT_COMPILATION,
    /** Once a call, however many runs the call asks for: it depends on nothing that is updated. */
    EACH_CALL,
    EACH_RUN
  }

  private final ChangingValues changing;
  private final List<Tensor> outputs;
  private final Map<Variable, Tensor> updates = new LinkedHashMap<>();
  private final Map<Tensor, Tensor> copies = new HashMap<>();
  private final SharedMemory sharedMemory = new SharedMemory();
  private final Map<Tensor, Frequency> frequencies = new HashMap<>();
  private final List<Instruction> instructions = new ArrayList<>();

  InstructionOrder(Program program) {
    this.changing = ChangingValues.of(program);
    this.outputs = program.outputs().stream().map(output -> fromBefore(output.value())).toList();
    for (Update update : program.updates()) {
      if (!sharedMemory.root(update.value()).op().equals(update.variable())) {
        updates.put(update.variable(), fromBefore(update.value()));
      }
    }
    List<Tensor> roots = Stream.concat(outputs.stream(), updates.values().stream()).toList();
    List<Tensor> order = EvaluationOrder.of(roots);
    order.forEach(node -> frequencies.put(node, frequencyOf(node)));
    addNeeded(roots, order);
    instructions.sort(Comparator.comparing(instruction -> frequency(instruction.result())));
  }

  /** A copy, if the value is in a variable that a run changes before its end. */
  private Tensor fromBefore(Tensor value) {
    Tensor root = sharedMemory.root(value);
    return root.op() instanceof Variable && changing.contains(root)
        ? copies.computeIfAbsent(value, v -> Tensor.of(new StopGradient(), v))
        : value;
  }

  private void addNeeded(List<Tensor> roots, List<Tensor> order) {
    Set<Tensor> needed = computed(roots);
    Set<Tensor> updated = computed(updates.values());
    for (int i = order.size() - 1; i >= 0; i--) {
      Tensor node = order.get(i);
      if (needed.contains(node)) {
        if (node.op() instanceof Concat) {
          sharedMemory.place(node, part -> !updated.contains(part) && mayMove(part, node));
        }
        InstructionSelector.select(node)
            .ifPresent(
                instruction -> {
                  instructions.add(instruction);
                  instruction.operands().forEach(value -> needed.add(SharedMemory.computed(value)));
                });
      }
    }
    Collections.reverse(instructions);
  }

  private static Set<Tensor> computed(Collection<Tensor> values) {
    return values.stream().map(SharedMemory::computed).collect(Collectors.toSet());
  }

  private boolean mayMove(Tensor part, Tensor into) {
    return frequency(part) == frequency(into) && InstructionSelector.select(part).isPresent();
  }

  private Frequency frequencyOf(Tensor node) {
    if (changing.contains(node)) {
      return Frequency.EACH_RUN;
    }
    boolean given = node.op() instanceof Input || node.op() instanceof Variable;
    return given || node.operands().stream().anyMatch(o -> frequency(o) == Frequency.EACH_CALL)
        ? Frequency.EACH_CALL
        : Frequency.AT_COMPILATION;
  }

  Frequency frequency(Tensor node) {
    return Objects.requireNonNull(frequencies.get(node));
  }

  /** In whose memory each value is. */
  SharedMemory sharedMemory() {
    return sharedMemory;
  }

  /** In the order in which they run. */
  List<Instruction> instructions() {
    return instructions;
  }

  /** What is read out at the end, in the program's order. */
  List<Tensor> outputs() {
    return outputs;
  }

  /** What each variable is set to at the end. */
  Map<Variable, Tensor> updates() {
    return updates;
  }
}
