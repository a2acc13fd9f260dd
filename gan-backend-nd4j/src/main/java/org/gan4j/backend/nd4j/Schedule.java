package org.gan4j.backend.nd4j;

import java.util.ArrayList;
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
import org.gan4j.program.EvaluationOrder;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Concat;
import org.gan4j.tensor.Input;
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
  private final Map<Tensor, Tensor> copies = new HashMap<>();
  private final Storage storage = new Storage();
  private final Map<Tensor, Phase> phases = new HashMap<>();
  private final List<Instruction> instructions = new ArrayList<>();

  Schedule(Program program) {
    this.updated =
        program.updates().stream().map(Update::variable).collect(Collectors.toUnmodifiableSet());
    this.outputs = program.outputs().stream().map(output -> fromBefore(output.value())).toList();
    for (Update update : program.updates()) {
      if (!storage.root(update.value()).op().equals(update.variable())) {
        updates.put(update.variable(), fromBefore(update.value()));
      }
    }
    List<Tensor> roots = Stream.concat(outputs.stream(), updates.values().stream()).toList();
    List<Tensor> order = EvaluationOrder.of(roots);
    order.forEach(node -> phases.put(node, phaseOf(node)));
    addNeeded(roots, order);
    instructions.sort(Comparator.comparing(instruction -> phase(instruction.result())));
  }

  /** A copy, if the value is in a variable that a run changes before its end. */
  private Tensor fromBefore(Tensor value) {
    return storage.root(value).op() instanceof Variable variable && updated.contains(variable)
        ? copies.computeIfAbsent(value, v -> Tensor.of(new StopGradient(), v))
        : value;
  }

  private void addNeeded(List<Tensor> roots, List<Tensor> order) {
    Set<Tensor> needed = roots.stream().map(Storage::computed).collect(Collectors.toSet());
    for (int i = order.size() - 1; i >= 0; i--) {
      Tensor node = order.get(i);
      if (needed.contains(node)) {
        if (node.op() instanceof Concat) {
          storage.place(node, part -> mayMove(part, node));
        }
        InstructionSelector.select(node)
            .ifPresent(
                instruction -> {
                  instructions.add(instruction);
                  instruction.operands().forEach(value -> needed.add(Storage.computed(value)));
                });
      }
    }
    Collections.reverse(instructions);
  }

  private boolean mayMove(Tensor part, Tensor into) {
    return phase(part) == phase(into)
        && updates.values().stream().noneMatch(value -> storage.root(value).equals(part))
        && InstructionSelector.select(part).isPresent();
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

  /** In whose memory each value is. */
  Storage storage() {
    return storage;
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
