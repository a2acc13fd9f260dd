package org.gan4j.backend.nd4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gan4j.program.EvaluationOrder;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Reshape;
import org.gan4j.tensor.StopGradient;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/** The instructions of a program in the order in which they run, phase by phase. */
final class Schedule {
  /** How often an instruction runs. */
  enum Phase {
    /** Once: it depends on neither inputs nor variables. */
    AT_COMPILATION,
    /** Once a call, however many runs the call asks for: it depends on nothing that is updated. */
    EACH_CALL,
    EACH_RUN
  }

  private final Set<Variable> updated;
  private final List<Tensor> outputs;
  private final Map<Variable, Tensor> updates = new LinkedHashMap<>();
  private final Map<Variable, Tensor> copies = new HashMap<>();
  private final Map<Tensor, Phase> phases = new HashMap<>();
  private final List<Instruction> instructions = new ArrayList<>();

  Schedule(Program program) {
    this.updated =
        program.updates().stream().map(Update::variable).collect(Collectors.toUnmodifiableSet());
    this.outputs =
        program.outputs().stream().map(output -> fromBefore(storage(output.value()))).toList();
    for (Update update : program.updates()) {
      Tensor value = storage(update.value());
      if (!value.op().equals(update.variable())) {
        updates.put(update.variable(), fromBefore(value));
      }
    }
    addNeeded(Stream.concat(outputs.stream(), updates.values().stream()).toList());
    instructions.sort(Comparator.comparing(instruction -> phase(instruction.result())));
  }

  /** The value in whose memory this one is: its own, or that of what it reshapes. */
  static Tensor storage(Tensor value) {
    Tensor storage = value;
    while (storage.op() instanceof Reshape) {
      storage = storage.operand(0);
    }
    return storage;
  }

  /** A copy, if the value is that of a variable that a run changes before its end. */
  private Tensor fromBefore(Tensor value) {
    return value.op() instanceof Variable variable && updated.contains(variable)
        ? copies.computeIfAbsent(variable, v -> Tensor.of(new StopGradient(), value))
        : value;
  }

  private void addNeeded(List<Tensor> roots) {
    List<Tensor> order = EvaluationOrder.of(roots);
    Set<Tensor> needed = new HashSet<>(roots);
    for (int i = order.size() - 1; i >= 0; i--) {
      Tensor node = order.get(i);
      if (needed.contains(node)) {
        InstructionSelector.select(node)
            .ifPresent(
                instruction -> {
                  instructions.add(instruction);
                  instruction.operands().forEach(operand -> needed.add(storage(operand)));
                });
      }
    }
    Collections.reverse(instructions);
    order.forEach(node -> phases.put(node, phaseOf(node)));
  }

  private Phase phaseOf(Tensor node) {
    if (node.op() instanceof Variable variable) {
      return updated.contains(variable) ? Phase.EACH_RUN : Phase.EACH_CALL;
    }
    if (node.op() instanceof Input) {
      return Phase.EACH_CALL;
    }
    return node.operands().stream()
        .map(this::phase)
        .max(Comparator.naturalOrder())
        .orElse(Phase.AT_COMPILATION);
  }

  Phase phase(Tensor node) {
    return Objects.requireNonNull(phases.get(node));
  }

  /** In the order in which they run. */
  List<Instruction> instructions() {
    return instructions;
  }

  /** What is read out at the end, in the program's order: values that are in memory. */
  List<Tensor> outputs() {
    return outputs;
  }

  /** What each variable is set to at the end: values that are in memory. */
  Map<Variable, Tensor> updates() {
    return updates;
  }
}
