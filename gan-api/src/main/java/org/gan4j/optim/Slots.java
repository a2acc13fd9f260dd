package org.gan4j.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gan4j.program.Update;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * What an optimizer remembers between steps: variables with their initial and their next values.
 */
public final class Slots {
  private final String path;
  private final Map<String, Slot> slots = new LinkedHashMap<>();

  private static final class Slot {
    final String name;
    final Tensor tensor;
    final float initialValue;
    Tensor next;

    Slot(String name, Tensor tensor, float initialValue) {
      this.name = name;
      this.tensor = tensor;
      this.initialValue = initialValue;
      this.next = tensor;
    }

    Variable variable() {
      return (Variable) tensor.op();
    }
  }

  /** Slots whose variables' names start with a path, such as {@code optimizer/generator}. */
  public Slots(String path) {
    this.path = path;
  }

  /** The slot of this name that belongs to a parameter, of its shape. */
  public Tensor of(Tensor parameter, String name, double initialValue) {
    Variable variable = (Variable) parameter.op();
    return slot(name, path + "/" + variable.name() + "/" + name, parameter.shape(), initialValue);
  }

  /** A scalar slot shared by all parameters. */
  public Tensor scalar(String name, double initialValue) {
    return slot(name, path + "/" + name, Shape.SCALAR, initialValue);
  }

  /** The number of steps done before this one, as a scalar; counted from the first request on. */
  public Tensor stepsDone() {
    Tensor steps = scalar("stepsDone", 0);
    set(steps, steps.plus(1));
    return steps;
  }

  /** Gives a slot its value after the step. */
  public void set(Tensor slot, Tensor next) {
    Variable variable = (Variable) slot.op();
    known(variable.name()).next = new Update(variable, next).value();
  }

  /**
   * The variables, each with the value that all its elements start with; slots of one name follow
   * each other in the order of their parameters.
   */
  public Map<Variable, Float> initialValues() {
    Map<Variable, Float> values = new LinkedHashMap<>();
    byName().forEach(slot -> values.put(slot.variable(), slot.initialValue));
    return values;
  }

  /** The updates of all slots, in the same order. */
  public List<Update> updates() {
    return byName().map(s -> new Update(s.variable(), s.next)).toList();
  }

  private Stream<Slot> byName() {
    return slots.values().stream()
        .collect(Collectors.groupingBy(slot -> slot.name, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .flatMap(List::stream);
  }

  private Tensor slot(String name, String fullName, Shape shape, double initialValue) {
    return slots.computeIfAbsent(
            fullName, n -> new Slot(name, Tensor.variable(n, shape), (float) initialValue))
        .tensor;
  }

  private Slot known(String name) {
    Slot slot = slots.get(name);
    if (slot == null) {
      throw new IllegalArgumentException(name + " is no slot of this optimizer");
    }
    return slot;
  }
}
