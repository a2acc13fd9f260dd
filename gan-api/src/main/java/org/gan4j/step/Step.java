package org.gan4j.step;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.gan4j.autodiff.Gradients;
import org.gan4j.check.Check;
import org.gan4j.nn.Distribution;
import org.gan4j.nn.Initializer;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Network;
import org.gan4j.nn.RandomInput;
import org.gan4j.optim.Optimizer;
import org.gan4j.optim.Slots;
import org.gan4j.program.EvaluationOrder;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/**
 * A program that training runs again and again, with what it needs besides: how its random inputs
 * are drawn, and what its variables start from. It knows nothing of the game that it is part of.
 *
 * <pre>{@code
 * Step.Builder step = Step.named("regression");
 * ModelTrace model = step.model("line", dense(1));
 * Tensor error = model.apply(Tensor.input("x", Shape.of(64, 1))).output();
 * Step regression = step.minimize("loss", error.square().mean(), Sgd.of(0.1), model).build();
 * }</pre>
 */
public final class Step {
  private final Program program;
  private final List<RandomInput> randomInputs;
  private final List<InitialValue> initialValues;

  private Step(Program program, List<RandomInput> randomInputs, List<InitialValue> initialValues) {
    this.program = program;
    Set<Input> read = Set.copyOf(program.inputs());
    this.randomInputs =
        randomInputs.stream().distinct().filter(random -> read.contains(random.input())).toList();
    Map<Variable, InitialValue> first = new LinkedHashMap<>();
    initialValues.forEach(value -> first.putIfAbsent(value.variable(), value));
    this.initialValues = List.copyOf(first.values());
  }

  /** Starts a step; the name appears in its program, in errors, and where training says it. */
  public static Builder named(String name) {
    return new Builder(Check.given("name", name));
  }

  /** The name. */
  public String name() {
    return program.name();
  }

  /** What a backend runs. */
  public Program program() {
    return program;
  }

  /** The inputs of the program that are drawn anew at each run. */
  public List<RandomInput> randomInputs() {
    return randomInputs;
  }

  /** What the variables of all models of this step start from, and its own. */
  public List<InitialValue> initialValues() {
    return initialValues;
  }

  /** One step that does what this one and then another one do, to the bit; see {@link Program}. */
  public Step then(Step next) {
    return new Step(
        program.then(next.program),
        joined(randomInputs, next.randomInputs),
        joined(initialValues, next.initialValues));
  }

  /**
   * One step that does what this one does when it runs some times in a row.
   *
   * @param times at least 1
   * @throws IllegalStateException if it has random inputs, which would be drawn once instead of
   *     anew each time
   */
  public Step repeated(int times) {
    if (times > 1 && !randomInputs.isEmpty()) {
      throw new IllegalStateException(
          "step %s draws %s anew at each run and cannot be repeated within one program"
              .formatted(name(), randomInputs));
    }
    return new Step(program.repeated(times), randomInputs, initialValues);
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** The step's program as text. */
  @Override
  public String toString() {
    return program.toString();
  }

  /** Traces a step: models first, then what they are for. */
  public static final class Builder {
    private final String name;
    private final Program.Builder program;
    private final Map<String, ModelTrace> models = new LinkedHashMap<>();
    private final Map<Variable, Tensor> updates = new LinkedHashMap<>();
    private final List<Slots> slots = new ArrayList<>();
    private final List<InitialValue> ownVariables = new ArrayList<>();
    private final List<RandomInput> ownRandomInputs = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
      this.program = Program.named(name);
    }

    /** A network that takes part in this step, traced for training. */
    public ModelTrace model(String modelName, Network network) {
      return model(modelName, network, Mode.TRAIN);
    }

    /**
     * A network that takes part in this step. Models of one name in several steps share their
     * variables.
     *
     * @throws IllegalArgumentException if this step has a model of this name
     */
    public ModelTrace model(String modelName, Network network, Mode mode) {
      ModelTrace model = new ModelTrace(modelName, network, mode);
      add(model);
      return model;
    }

    void add(ModelTrace model) {
      if (models.put(model.name(), model) != null) {
        throw new IllegalArgumentException(
            "step %s has two models named %s".formatted(name, model.name()));
      }
    }

    /**
     * Random numbers drawn anew at each run.
     *
     * @param purpose unique within the step: the name of the input and of its random stream
     */
    public Tensor random(String purpose, Shape shape, Distribution distribution) {
      Tensor input = Tensor.input(purpose, shape);
      ownRandomInputs.add(new RandomInput((Input) input.op(), distribution));
      return input;
    }

    /** A variable of this step's own, which no model has: a counter, a pool of past samples. */
    public Tensor variable(String variableName, Shape shape, Initializer initializer) {
      return variable(new InitialValue(new Variable(variableName, shape), initializer));
    }

    Tensor variable(InitialValue value) {
      ownVariables.add(value);
      return Tensor.variable(value.variable().name(), value.variable().shape());
    }

    /** A value to read out after a run. One that is a scalar is reported as a loss. */
    public Builder output(String outputName, Tensor value) {
      program.output(outputName, value);
      return this;
    }

    /** Gives a variable a new value, which takes effect when the step is done. */
    public Builder update(Tensor variable, Tensor next) {
      if (!(Check.given("variable", variable).op() instanceof Variable updated)) {
        throw new IllegalArgumentException(
            "step %s can update a variable only, not %s".formatted(name, variable));
      }
      return update(new Update(updated, Check.given("next", next)));
    }

    private Builder update(Update update) {
      program.update(update.variable(), update.value());
      updates.put(update.variable(), update.value());
      return this;
    }

    /**
     * Moves the parameters of some models down a loss, and gives their state (running statistics)
     * its next value. The optimizer's slots are named after the models, so steps that minimize by
     * the same models share them.
     *
     * @param lossName the name of the output that is the loss, before the update
     * @param loss a scalar that depends on a parameter of these models
     * @param owners models of this step
     * @throws ShapeException if the loss is no scalar
     * @throws IllegalArgumentException if the loss depends on none of the models' parameters
     */
    public Builder minimize(
        String lossName, Tensor loss, Optimizer optimizer, ModelTrace... owners) {
      List<ModelTrace> moved = Check.allGiven("owners", owners);
      List<Tensor> parameters = parameters(moved);
      output(lossName, requireLoss(lossName, loss, moved));
      descend(parameters, Gradients.of(loss, parameters), optimizer, moved);
      moveState(moved);
      return this;
    }

    /**
     * Adds the gradient of a loss to a sum that another step applies, and moves nothing but the
     * models' state: a large batch in small parts.
     *
     * @param parts how many runs collect before one applies: each counts as {@code 1 / parts}
     */
    public GradientSum collect(String lossName, Tensor loss, int parts, ModelTrace... owners) {
      List<ModelTrace> moved = Check.allGiven("owners", owners);
      output(lossName, requireLoss(lossName, loss, moved));
      GradientSum sum = new GradientSum(moved);
      sum.add(this, loss, parts);
      moveState(moved);
      return sum;
    }

    /**
     * Keeps a moving average of a model that this step minimizes by, under the name {@code
     * average/} and the model's. The average is over the steps done: the weights that the model
     * starts from count for nothing. Running statistics are those of the model.
     *
     * @param decay how much of the average stays at each step, in [0, 1)
     */
    public Builder average(ModelTrace model, double decay) {
      WeightAverage.add(this, model, decay);
      return this;
    }

    private Tensor requireLoss(String lossName, Tensor loss, List<ModelTrace> owners) {
      Objects.requireNonNull(loss, () -> "the loss \"" + lossName + "\" is null");
      if (loss.shape().rank() != 0) {
        throw new ShapeException(
                "loss %s of step %s: a loss is a scalar, this one has shape %s"
                    .formatted(lossName, name, loss.shape()))
            .withFix("take its mean()");
      }
      Set<Tensor> reached = new HashSet<>(EvaluationOrder.of(List.of(loss)));
      if (parameters(owners).stream().noneMatch(reached::contains)) {
        throw new IllegalArgumentException(
            "loss %s of step %s depends on no parameter of %s, so nothing could be learned from it"
                .formatted(lossName, name, names(owners)));
      }
      return loss;
    }

    void descend(
        List<Tensor> parameters,
        List<Tensor> gradients,
        Optimizer optimizer,
        List<ModelTrace> owners) {
      Slots kept = new Slots("optimizer/" + names(owners));
      List<Tensor> moved = optimizer.update(parameters, gradients, kept);
      if (moved.size() != parameters.size()) {
        throw new IllegalArgumentException(
            "step %s: an optimizer gives a new value for each parameter; there are %s, it gave %s"
                .formatted(name, parameters.size(), moved.size()));
      }
      for (int i = 0; i < parameters.size(); i++) {
        update(parameters.get(i), moved.get(i));
      }
      add(kept);
    }

    void add(Slots kept) {
      slots.add(kept);
      kept.updates().forEach(this::update);
    }

    /** The next value of a variable, if this step has given it one. */
    @Nullable Tensor next(Variable variable) {
      return updates.get(variable);
    }

    private void moveState(List<ModelTrace> owners) {
      owners.forEach(owner -> owner.stateUpdates().forEach(this::update));
    }

    private static List<Tensor> parameters(List<ModelTrace> owners) {
      return owners.stream().flatMap(owner -> owner.parameters().stream()).toList();
    }

    private static String names(List<ModelTrace> owners) {
      return owners.stream().map(ModelTrace::name).collect(Collectors.joining("+"));
    }

    /**
     * The step.
     *
     * @throws IllegalArgumentException if its program computes nothing, or reads a variable that no
     *     model, no optimizer and not the step itself has
     */
    public Step build() {
      List<InitialValue> initialValues = new ArrayList<>();
      slots.forEach(s -> initialValues.addAll(InitialValue.of(s)));
      models.values().forEach(m -> initialValues.addAll(InitialValue.of(m)));
      initialValues.addAll(ownVariables);
      Set<RandomInput> randomInputs = new LinkedHashSet<>();
      models.values().forEach(m -> randomInputs.addAll(m.randomInputs()));
      randomInputs.addAll(ownRandomInputs);
      Program built = program.build();
      requireKnown(built, initialValues);
      return new Step(built, List.copyOf(randomInputs), initialValues);
    }

    private void requireKnown(Program built, List<InitialValue> initialValues) {
      Set<Variable> known =
          initialValues.stream().map(InitialValue::variable).collect(Collectors.toSet());
      for (Variable variable : built.variables()) {
        if (!known.contains(variable)) {
          throw new IllegalArgumentException(
              "step %s has a variable %s of shape %s that nothing gives a first value\n  fix: make it with Scope.parameter, Slots.of or Step.Builder.variable"
                  .formatted(name, variable.name(), variable.shape()));
        }
      }
    }
  }
}
