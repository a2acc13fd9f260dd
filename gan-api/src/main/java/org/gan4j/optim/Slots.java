package org.gan4j.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gan4j.check.Check;
import org.gan4j.program.Output;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * What an optimizer remembers between steps: variables with their initial and their next values.
 *
 * <p>An optimizer around another one hands it a view of its slots: {@link #within} gives the inner
 * optimizer slots of its own, and {@link #when} makes them stand still in some steps. This one
 * skips the steps whose gradients are too large, or NaN:
 *
 * <pre>{@code
 * Optimizer careful = (parameters, gradients, slots) -> {
 *   Tensor calm = Tensor.scalar(limit).isAtLeast(norm(gradients));
 *   List<Tensor> moved = inner.update(parameters, gradients, slots.within("inner").when(calm));
 *   return range(0, moved.size())
 *       .mapToObj(i -> Tensor.select(calm, moved.get(i), parameters.get(i)))
 *       .toList();
 * };
 * }</pre>
 */
public final class Slots {
  /** A whole number from here on may be no 32-bit float. */
  private static final int MOST_COUNTED = 1 << 24;

  private final Map<String, Slot> slots;
  private final String path;
  private final String part;
  private final @Nullable Tensor condition;

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
    this(new LinkedHashMap<>(), Check.given("the path of slots", path), "", null);
  }

  private Slots(Map<String, Slot> slots, String path, String part, @Nullable Tensor condition) {
    this.slots = slots;
    this.path = path;
    this.part = part;
    this.condition = condition;
  }

  /**
   * A view for an optimizer inside of another one: its slots have this part in their names, so that
   * both may use the same names.
   */
  public Slots within(String name) {
    Check.given("the name of a part of slots", name);
    return new Slots(slots, path, part + name + "/", condition);
  }

  /**
   * A view in which slots change only in steps where a condition is not 0; in other steps they keep
   * their values. Its {@link #stepsDone} counts the steps in which they change. What is written
   * through the view must not be written without it, which {@link #within} makes sure of.
   *
   * @param applied a scalar
   */
  public Slots when(Tensor applied) {
    Requirements.requireScalar("the condition of slots", applied);
    Tensor both = condition == null ? applied : Tensor.select(condition, applied, Tensor.scalar(0));
    return new Slots(slots, path, part, both);
  }

  /**
   * The slot of this name that belongs to a parameter, of its shape.
   *
   * @param initialValue what all its elements start with
   * @throws IllegalArgumentException if there is such a slot with another initial value
   */
  public Tensor of(Tensor parameter, String name, double initialValue) {
    String fullName = path + "/" + part + variable(parameter, "a parameter").name() + "/" + name;
    return slot(name, fullName, parameter.shape(), initialValue);
  }

  /**
   * A scalar slot shared by all parameters.
   *
   * @throws IllegalArgumentException if there is such a slot with another initial value
   */
  public Tensor scalar(String name, double initialValue) {
    return slot(name, path + "/" + part + name, Shape.SCALAR, initialValue);
  }

  /**
   * The number of steps done before this one, as a scalar; counted from the first request on. The
   * count is exact up to 2^48 steps; the scalar is the count as a 32-bit float, which is exact up
   * to 2^24 and then the nearest one.
   */
  public Tensor stepsDone() {
    Tensor steps = scalar("stepsDone", 0);
    Tensor carried = scalar("stepsCarried", 0);
    Tensor next = steps.plus(1);
    Tensor full = next.isAtLeast(MOST_COUNTED);
    set(steps, Tensor.select(full, Tensor.scalar(0), next));
    set(carried, carried.plus(full.times(MOST_COUNTED)));
    return carried.plus(steps);
  }

  /**
   * Gives a slot its value after the step.
   *
   * @throws IllegalArgumentException if the slot has been given another value, or is no slot here
   */
  public void set(Tensor slot, Tensor next) {
    Slot known = known(variable(slot, "a slot").name());
    Check.given("the next value of a slot", next);
    Tensor held = condition == null ? next : Tensor.select(condition, next, slot);
    Tensor value = new Update(known.variable(), held).value();
    if (known.next != known.tensor && !isSame(known.next, value)) {
      throw new IllegalArgumentException(
          ("slot %s is given two values in one step. Two rules share the name: let one of them use"
                  + " slots.within(...)")
              .formatted(known.variable().name()));
    }
    known.next = value;
  }

  /**
   * Gives a slot the value {@code decay * slot + summand} after the step, and returns that value.
   * It is a momentum, or the moving average of x if the summand is {@code (1 - decay) * x}.
   */
  public Tensor setDecayingSum(Tensor slot, double decay, Tensor summand) {
    Tensor next = slot.times(decay).plus(Check.given("summand", summand));
    set(slot, next);
    return next;
  }

  /**
   * The variables, those of views included, each with the value that all its elements start with;
   * slots of one name follow each other in the order of their parameters.
   */
  public Map<Variable, Float> initialValues() {
    Map<Variable, Float> values = new LinkedHashMap<>();
    byName().forEach(slot -> values.put(slot.variable(), slot.initialValue));
    return values;
  }

  /** The updates of all slots, those of views included, in the same order. */
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
    Check.given("the name of a slot", name);
    float start = (float) initialValue;
    if (!Float.isFinite(start)) {
      throw new IllegalArgumentException(
          "slot %s must start with a finite 32-bit float, not %s"
              .formatted(fullName, initialValue));
    }
    Slot slot =
        slots.computeIfAbsent(
            fullName, n -> new Slot(part + name, Tensor.variable(n, shape), start));
    if (slot.initialValue != start) {
      throw new IllegalArgumentException(
          ("slot %s starts with %s and with %s. Two rules share the name: let one of them use"
                  + " slots.within(...)")
              .formatted(fullName, slot.initialValue, start));
    }
    return slot.tensor;
  }

  private Slot known(String name) {
    Slot slot = slots.get(name);
    if (slot == null) {
      throw new IllegalArgumentException(
          name + " is no slot of this optimizer: get it from slots.of(...) or slots.scalar(...)");
    }
    return slot;
  }

  private static Variable variable(Tensor tensor, String what) {
    if (Check.given(what, tensor).op() instanceof Variable variable) {
      return variable;
    }
    throw new IllegalArgumentException(what + " must be a variable, not " + tensor);
  }

  /** Whether two values are computed alike: rules often set a common slot once per parameter. */
  private static boolean isSame(Tensor one, Tensor other) {
    List<Output> outputs =
        Program.named("slot").output("one", one).output("other", other).build().outputs();
    return outputs.get(0).value() == outputs.get(1).value();
  }
}
