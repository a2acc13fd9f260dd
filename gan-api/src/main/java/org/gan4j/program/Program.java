package org.gan4j.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gan4j.check.Check;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * A computation for a backend: nodes in evaluation order over inputs, variables and constants, the
 * outputs to read out, and the updates of variables.
 *
 * <p>All reads of variables see their values from before the run; all updates take effect together
 * at its end. Shapes are static, elements are 32-bit floating point. A program is immutable,
 * simplified (constants folded, equal computations shared, nothing dead) and prints as text:
 *
 * <pre>
 * program descend
 *   %0 = variable w : [2]
 *   %1 = fill 2.0 : [2]
 *   %2 = multiply %0 %1 : [2]
 *   output gradient = %2
 *   update w = %2
 * </pre>
 */
public final class Program {
  private final String name;
  private final List<Tensor> nodes;
  private final List<Input> inputs;
  private final List<Variable> variables;
  private final List<Output> outputs;
  private final List<Update> updates;

  private Program(String name, List<Output> outputs, List<Update> updates, Simplifier simplifier) {
    List<Tensor> roots = roots(outputs, updates);
    Rewriting simplified = new Rewriting(EvaluationOrder.of(roots), simplifier);
    this.name = name;
    this.outputs =
        outputs.stream().map(o -> new Output(o.name(), simplified.of(o.value()))).toList();
    this.updates =
        updates.stream().map(u -> new Update(u.variable(), simplified.of(u.value()))).toList();
    this.nodes = List.copyOf(EvaluationOrder.of(roots(this.outputs, this.updates)));
    this.inputs = leaves(Input.class, Input::name, Stream.of());
    this.variables = leaves(Variable.class, Variable::name, updates.stream().map(Update::variable));
  }

  /** Starts a program; the name appears in its printed form and in errors. */
  public static Builder named(String name) {
    return new Builder(Check.given("name", name));
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** All values, operands before the operations that need them. */
  public List<Tensor> nodes() {
    return nodes;
  }

  /** What is fed at each run, in the order in which a run takes it: that of first use. */
  public List<Input> inputs() {
    return inputs;
  }

  /** The variables that are read or written. */
  public List<Variable> variables() {
    return variables;
  }

  /** What can be read out after a run, in the order in which it was declared. */
  public List<Output> outputs() {
    return outputs;
  }

  /** What is written back at the end of a run; each variable at most once. */
  public List<Update> updates() {
    return updates;
  }

  /**
   * A program that computes the same in another way.
   *
   * @param rule gives the replacement of a node, whose operands it has replaced before: the node
   *     itself, or a tensor of the same shape
   */
  public Program rewritten(UnaryOperator<Tensor> rule) {
    Rewriting rewriting = new Rewriting(nodes, rule);
    return new Program(
        name,
        outputs.stream().map(o -> new Output(o.name(), rewriting.of(o.value()))).toList(),
        updates.stream().map(u -> new Update(u.variable(), rewriting.of(u.value()))).toList(),
        Simplifier.all());
  }

  /**
   * One program that computes what this program and then the next one compute, to the bit. It
   * computes once what both would. It has the name of this program. Where both have an output of
   * the same name, it has the next program's.
   */
  public Program then(Program next) {
    Map<Variable, Tensor> values = new LinkedHashMap<>();
    updates.forEach(u -> values.put(u.variable(), u.value()));
    Rewriting rewriting =
        new Rewriting(
            next.nodes,
            node -> node.op() instanceof Variable v ? values.getOrDefault(v, node) : node);
    Map<String, Output> lastOutputs = new LinkedHashMap<>();
    outputs.forEach(o -> lastOutputs.put(o.name(), o));
    next.outputs.forEach(
        o -> lastOutputs.put(o.name(), new Output(o.name(), rewriting.of(o.value()))));
    Map<Variable, Update> lastUpdates = new LinkedHashMap<>();
    updates.forEach(u -> lastUpdates.put(u.variable(), u));
    next.updates.forEach(
        u -> lastUpdates.put(u.variable(), new Update(u.variable(), rewriting.of(u.value()))));
    return new Program(
        name,
        List.copyOf(lastOutputs.values()),
        List.copyOf(lastUpdates.values()),
        Simplifier.sharing());
  }

  /** One program that computes what {@code times} runs of this one in a row do, at least one. */
  public Program repeated(int times) {
    if (Check.atLeastOne("how often a program is repeated", times) == 1) {
      return this;
    }
    Program half = repeated(times / 2);
    Program even = half.then(half);
    return times % 2 == 0 ? even : even.then(this);
  }

  private static List<Tensor> roots(List<Output> outputs, List<Update> updates) {
    return Stream.concat(outputs.stream().map(Output::value), updates.stream().map(Update::value))
        .toList();
  }

  private <T> List<T> leaves(Class<T> kind, Function<T, String> nameOf, Stream<T> more) {
    Map<String, T> byName = new LinkedHashMap<>();
    Stream.concat(nodes.stream().map(Tensor::op).filter(kind::isInstance).map(kind::cast), more)
        .forEach(
            leaf -> {
              T other = byName.putIfAbsent(nameOf.apply(leaf), leaf);
              if (other != null && !other.equals(leaf)) {
                throw new IllegalArgumentException(
                    "program %s uses one name for two shapes: %s and %s"
                        .formatted(name, other, leaf));
              }
            });
    return List.copyOf(byName.values());
  }

  /** The program as text, one node a line. Equal texts are equal programs. */
  @Override
  public String toString() {
    Map<Tensor, String> labels = new HashMap<>();
    List<String> lines = new ArrayList<>();
    lines.add("program " + name);
    for (Tensor node : nodes) {
      labels.put(node, "%" + labels.size());
      String operands =
          node.operands().stream().map(o -> " " + labels.get(o)).collect(Collectors.joining());
      lines.add(
          "  %s = %s%s : %s"
              .formatted(labels.get(node), node.op().print(), operands, node.shape()));
    }
    outputs.forEach(o -> lines.add("  output " + o.name() + " = " + labels.get(o.value())));
    updates.forEach(
        u -> lines.add("  update " + u.variable().name() + " = " + labels.get(u.value())));
    return String.join("\n", lines) + "\n";
  }

  /** Collects the outputs and updates of a program. */
  public static final class Builder {
    private final String name;
    private final Map<String, Output> outputs = new LinkedHashMap<>();
    private final Map<Variable, Update> updates = new LinkedHashMap<>();

    private Builder(String name) {
      this.name = name;
    }

    /**
     * Adds a value to read out.
     *
     * @throws IllegalArgumentException if there is an output of this name
     */
    public Builder output(String outputName, Tensor value) {
      if (outputs.put(outputName, new Output(outputName, value)) != null) {
        throw new IllegalArgumentException(
            "program %s has two outputs named %s".formatted(name, outputName));
      }
      return this;
    }

    /**
     * Adds a new value for a variable.
     *
     * @throws IllegalArgumentException if the variable has an update or the shapes differ
     */
    public Builder update(Variable variable, Tensor value) {
      if (updates.put(variable, new Update(variable, value)) != null) {
        throw new IllegalArgumentException(
            "program %s updates %s twice".formatted(name, variable.name()));
      }
      return this;
    }

    /**
     * The program, simplified and verified.
     *
     * @throws IllegalArgumentException if it has neither outputs nor updates, or one name stands
     *     for two shapes
     */
    public Program build() {
      if (outputs.isEmpty() && updates.isEmpty()) {
        throw new IllegalArgumentException(
            "program " + name + " computes nothing: add an output or an update");
      }
      return new Program(
          name, List.copyOf(outputs.values()), List.copyOf(updates.values()), Simplifier.all());
    }
  }
}
