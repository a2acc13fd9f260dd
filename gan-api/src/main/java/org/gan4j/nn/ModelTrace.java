package org.gan4j.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.gan4j.check.Check;
import org.gan4j.program.FrozenModel;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;

/**
 * One network being traced into a program under a name: {@code generator}. It may be applied
 * several times (to real and to generated samples) and shares its variables between them.
 *
 * <pre>{@code
 * ModelTrace model = new ModelTrace("classifier", network, Mode.TRAIN);
 * Tensor logits = model.apply(images).output();
 * List<Tensor> gradients = Gradients.of(loss, model.parameters());
 * }</pre>
 */
public final class ModelTrace {
  private final String name;
  private final Network network;
  private final Mode mode;
  private final Map<String, ModelVariable> variables = new LinkedHashMap<>();
  private final Map<String, Tensor> states = new LinkedHashMap<>();
  private final List<RandomInput> randomInputs = new ArrayList<>();
  private Map<String, Tensor> values = new LinkedHashMap<>();
  private final Map<Tensor, Tensor> views = new HashMap<>();
  private Map<String, Tensor> inputs = Map.of();
  private int applications;

  /** A network about to be traced; its name is the first part of all its paths. */
  public ModelTrace(String name, Network network, Mode mode) {
    this.name = Check.given("name", name);
    this.network = Check.given("network", network);
    this.mode = Check.given("mode", mode);
  }

  /**
   * A trained network to be taken elsewhere, of one input named {@code input} and one output named
   * {@code output}.
   *
   * @param name of the model, which its variables' names begin with
   * @param rowShape the shape of one row of the input
   * @param values those of its variables, and maybe others; not copied
   * @throws IllegalArgumentException if the value of a variable is missing, or more than the sizes
   *     of axes depends on the number of rows
   */
  public static FrozenModel frozen(
      String name, Network network, Shape rowShape, Map<Variable, float[]> values) {
    Check.given("name", name);
    Check.given("network", network);
    Check.given("rowShape", rowShape);
    return FrozenModel.of(
        rows -> {
          ModelTrace model = new ModelTrace(name, network, Mode.INFERENCE);
          Tensor input = Tensor.input("input", rowShape.prepend(rows));
          return Program.named(name).output("output", model.apply(input).output()).build();
        },
        values);
  }

  /**
   * What one application of a network gave.
   *
   * @param output the network's output
   * @param values the outputs of all its named parts, by path below the network's name
   */
  public record Application(Tensor output, Map<String, Tensor> values) {
    /** Checks its arguments. */
    public Application {
      Check.given("output", output);
      Check.given("values", values);
    }

    /** The output of the first part of this name, however deep it is in the network. */
    public Optional<Tensor> part(String name) {
      Check.given("name", name);
      return values.entrySet().stream()
          .filter(e -> e.getKey().equals(name) || e.getKey().endsWith("/" + name))
          .map(Map.Entry::getValue)
          .findFirst();
    }
  }

  private record ModelVariable(Tensor tensor, Initializer initializer, boolean trainable) {
    Variable variable() {
      return (Variable) tensor.op();
    }
  }

  /**
   * Applies the network to a batch.
   *
   * @throws ShapeException if the input does not fit, naming the place in the network
   */
  public Application apply(Tensor input) {
    return apply(input, Map.of());
  }

  /**
   * Applies the network to a batch and to what else its layers ask for by name.
   *
   * @param more what {@link Scope#input} gives: a code beside an image, a condition; the samples'
   *     classes under {@link Scope#LABELS}
   * @throws ShapeException if the input does not fit, naming the place in the network
   */
  public Application apply(Tensor input, Map<String, Tensor> more) {
    inputs = Map.copyOf(Check.given("more", more));
    values = new LinkedHashMap<>();
    applications++;
    String application = applications == 1 ? "" : "application" + applications + "/";
    try {
      Tensor output = network.apply(input, new Scope(this, name, application));
      return new Application(output, values);
    } catch (ShapeException e) {
      throw e.at(name);
    }
  }

  /**
   * Applies the network as {@link #apply(Tensor, Map)} does, but leaves its state alone: running
   * statistics do not move by samples at which a penalty only looks.
   */
  public Application applyKeepingState(Tensor input, Map<String, Tensor> more) {
    Map<String, Tensor> kept = new LinkedHashMap<>(states);
    Application application = apply(input, more);
    states.clear();
    states.putAll(kept);
    return application;
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** What the network is traced for. */
  public Mode mode() {
    return mode;
  }

  /** The trainable variables met so far. */
  public List<Tensor> parameters() {
    return variables.values().stream()
        .filter(ModelVariable::trainable)
        .map(ModelVariable::tensor)
        .toList();
  }

  /** All variables met so far, state included, each with how it starts. */
  public Map<Variable, Initializer> initializers() {
    Map<Variable, Initializer> initializers = new LinkedHashMap<>();
    variables.values().forEach(v -> initializers.put(v.variable(), v.initializer()));
    return initializers;
  }

  /** The new values of state that the owner's training step writes. */
  public List<Update> stateUpdates() {
    return states.entrySet().stream()
        .map(e -> new Update(known(e.getKey()).variable(), e.getValue()))
        .toList();
  }

  /** The random inputs met so far. */
  public List<RandomInput> randomInputs() {
    return List.copyOf(randomInputs);
  }

  Tensor variable(String path, Shape shape, Initializer initializer, boolean trainable) {
    ModelVariable known = variables.get(path);
    if (known == null) {
      known = new ModelVariable(Tensor.variable(path, shape), initializer, trainable);
      variables.put(path, known);
    } else if (!known.tensor().shape().equals(shape)) {
      throw new ShapeException(
              "parameter %s has shape %s, but this input needs %s"
                  .formatted(path, known.tensor().shape(), shape))
          .withFix("give this network inputs of the same shape each time it is applied");
    }
    return known.tensor();
  }

  Tensor viewed(Tensor parameter, Supplier<Tensor> view) {
    Tensor known = views.get(parameter);
    if (known == null) {
      known = view.get();
      views.put(parameter, known);
    }
    return known;
  }

  Tensor input(String wanted) {
    Tensor input = inputs.get(wanted);
    if (input == null) {
      boolean labels = wanted.equals(Scope.LABELS);
      throw new ShapeException(
              labels
                  ? "this layer needs the samples' classes, and there are none"
                  : "this layer needs an input named \"%s\"; the network is given %s"
                      .formatted(wanted, inputs.isEmpty() ? "none by name" : inputs.keySet()))
          .withFix(
              labels
                  ? "train with labelled samples: Gan.withClasses(n)"
                  : "apply the network with it: model.apply(x, Map.of(\"%s\", ...))"
                      .formatted(wanted));
    }
    return input;
  }

  Tensor state(String path, Shape shape, Initializer initializer) {
    Tensor stored = variable(path, shape, initializer, false);
    return states.getOrDefault(path, stored);
  }

  void setState(String path, Tensor value) {
    states.put(path, new Update(known(path).variable(), value).value());
  }

  private ModelVariable known(String path) {
    ModelVariable known = variables.get(path);
    if (known == null) {
      throw new IllegalArgumentException(
          "state " + path + " is set before it was asked for: call scope.state first");
    }
    return known;
  }

  Tensor random(String path, Shape shape, Distribution distribution) {
    Tensor input = Tensor.input(path, shape);
    randomInputs.add(new RandomInput((Input) input.op(), distribution));
    return input;
  }

  void record(String path, Tensor output) {
    values.put(path.substring(name.length() + 1), output);
  }
}
