package org.gan4j.backend.nd4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gan4j.program.Output;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Binary;
import org.gan4j.tensor.BroadcastTo;
import org.gan4j.tensor.Fill;
import org.gan4j.tensor.Reshape;
import org.gan4j.tensor.Select;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Slice;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Unary;
import org.gan4j.tensor.Variable;

/**
 * Joins the updates of neighbouring variables where they are computed alike, element by element, as
 * an optimizer's are: ten small biases and kernels take as many native calls as one. What they are
 * computed from is put one after another too.
 */
final class JoinedUpdates {
  /** The most elements of what is joined: more gain nothing, and leave the nearest caches. */
  private static final int MOST_ELEMENTS = 1 << 14;

  /** Neighbouring variables with their next values. */
  private static final class Run {
    final List<Variable> variables = new ArrayList<>();
    final List<Tensor> values = new ArrayList<>();
    int count;

    void add(Update update) {
      variables.add(update.variable());
      values.add(update.value());
      count += update.value().shape().elementCount();
    }

    Variable last() {
      return variables.get(variables.size() - 1);
    }
  }

  private final Program program;
  private final VariableMemory memory;
  private final Set<Tensor> joinable = new HashSet<>();
  private final List<Run> runs = new ArrayList<>();
  private final Map<List<Variable>, Tensor> wholes = new HashMap<>();
  private final Map<Variable, Tensor> parts = new HashMap<>();
  private final Map<List<Tensor>, Tensor> joined = new HashMap<>();
  private final Map<Tensor, Tensor> rewritten = new HashMap<>();

  private JoinedUpdates(Program program, VariableMemory memory) {
    this.program = program;
    this.memory = memory;
  }

  /** An equal program over joined variables. */
  static Program of(Program program, VariableMemory memory) {
    JoinedUpdates updates = new JoinedUpdates(program, memory);
    updates.findJoinable();
    updates.findRuns();
    return updates.runs.isEmpty() ? program : updates.rewrite();
  }

  /** Elementwise operations that nothing but updates depends on. */
  private void findJoinable() {
    Set<Tensor> usedElsewhere = new HashSet<>();
    program.outputs().forEach(output -> usedElsewhere.add(output.value()));
    for (int i = program.nodes().size() - 1; i >= 0; i--) {
      Tensor node = program.nodes().get(i);
      if (isElementwise(node) && !usedElsewhere.contains(node)) {
        joinable.add(node);
      } else {
        usedElsewhere.addAll(node.operands());
      }
    }
  }

  private static boolean isElementwise(Tensor node) {
    return node.op() instanceof Unary || node.op() instanceof Binary || node.op() instanceof Select;
  }

  private void findRuns() {
    Map<Tensor, Integer> structures = structures();
    Map<Integer, Run> open = new HashMap<>();
    for (Update update : program.updates()) {
      if (joinable.contains(update.value())) {
        Run run = open.get(structures.get(update.value()));
        if (run == null || !continues(run, update)) {
          run = new Run();
          runs.add(run);
          open.put(structures.get(update.value()), run);
        }
        run.add(update);
      }
    }
    runs.removeIf(run -> run.variables.size() == 1);
  }

  private boolean continues(Run run, Update update) {
    return memory.areAdjacent(run.last(), update.variable())
        && run.count + update.value().shape().elementCount() <= MOST_ELEMENTS;
  }

  /** Equal numbers for values that are computed alike. */
  private Map<Tensor, Integer> structures() {
    Map<Tensor, Integer> numbers = new HashMap<>();
    Map<List<Object>, Integer> known = new HashMap<>();
    for (Tensor node : program.nodes()) {
      List<Object> structure = new ArrayList<>();
      if (joinable.contains(node)) {
        structure.add(node.op());
        node.operands().forEach(operand -> structure.add(numbers.get(operand)));
      } else if (node.op() instanceof Fill fill) {
        structure.add(fill.value());
      } else if (isRepeatedScalar(node)) {
        structure.add(scalar(node));
      }
      numbers.put(node, known.computeIfAbsent(List.copyOf(structure), s -> known.size()));
    }
    return numbers;
  }

  private static boolean isRepeatedScalar(Tensor node) {
    return node.op() instanceof BroadcastTo && node.operand(0).shape().elementCount() == 1;
  }

  private static Tensor scalar(Tensor repeated) {
    Tensor scalar = repeated.operand(0);
    while (scalar.op() instanceof Reshape) {
      scalar = scalar.operand(0);
    }
    return scalar;
  }

  private Program rewrite() {
    runs.forEach(this::joinVariables);
    program.nodes().forEach(node -> rewritten.put(node, rebuilt(node)));
    Program.Builder builder = Program.named(program.name());
    for (Output output : program.outputs()) {
      builder.output(output.name(), rewritten(output.value()));
    }
    for (Update update : program.updates()) {
      if (!parts.containsKey(update.variable())) {
        builder.update(update.variable(), rewritten(update.value()));
      }
    }
    for (Run run : runs) {
      builder.update(memory.joined(run.variables), joined(run.values));
    }
    return builder.build();
  }

  private void joinVariables(Run run) {
    Tensor all = Tensor.of(memory.joined(run.variables));
    wholes.put(run.variables, all);
    int begin = 0;
    for (Variable variable : run.variables) {
      int count = variable.shape().elementCount();
      Tensor part = Tensor.of(new Slice(List.of(begin), Shape.of(count)), all);
      parts.put(variable, part.reshape(variable.shape()));
      begin += count;
    }
  }

  private Tensor rebuilt(Tensor node) {
    if (node.op() instanceof Variable variable) {
      return parts.getOrDefault(variable, node);
    }
    List<Tensor> operands = node.operands().stream().map(this::rewritten).toList();
    return operands.equals(node.operands()) ? node : Tensor.of(node.op(), operands);
  }

  private Tensor rewritten(Tensor node) {
    return Objects.requireNonNull(rewritten.get(node));
  }

  /** Joins operands first, from a stack of its own: updates may be deep. */
  private Tensor joined(List<Tensor> values) {
    Deque<List<Tensor>> open = new ArrayDeque<>(List.of(values));
    while (!open.isEmpty()) {
      List<Tensor> top = open.element();
      List<List<Tensor>> operands = joined.containsKey(top) ? List.of() : joinedOperands(top);
      List<List<Tensor>> missing = operands.stream().filter(o -> !joined.containsKey(o)).toList();
      missing.forEach(open::push);
      if (missing.isEmpty()) {
        joined.computeIfAbsent(
            open.remove(), t -> join(t, operands.stream().map(joined::get).toList()));
      }
    }
    return Objects.requireNonNull(joined.get(values));
  }

  /** What must be joined so that these values can be: each operand of all. */
  private List<List<Tensor>> joinedOperands(List<Tensor> values) {
    List<List<Tensor>> operands = new ArrayList<>();
    if (joinable.contains(values.get(0))) {
      for (int i = 0; i < values.get(0).operands().size(); i++) {
        int position = i;
        operands.add(values.stream().map(value -> value.operand(position)).toList());
      }
    }
    return operands;
  }

  /** Values that are computed alike, one after another. */
  private Tensor join(List<Tensor> values, List<Tensor> operands) {
    Tensor first = values.get(0);
    Shape shape = Shape.of(values.stream().mapToInt(v -> v.shape().elementCount()).sum());
    if (joinable.contains(first)) {
      return Tensor.of(first.op(), operands);
    }
    if (first.op() instanceof Fill fill) {
      return Tensor.fill(shape, fill.value());
    }
    if (isRepeatedScalar(first)) {
      return rewritten(scalar(first)).reshape(1).broadcastTo(shape);
    }
    Tensor whole = wholes.get(values.stream().map(Tensor::op).toList());
    return whole != null
        ? whole
        : Tensor.concat(
            0, values.stream().map(v -> rewritten(v).reshape(v.shape().elementCount())).toList());
  }
}
