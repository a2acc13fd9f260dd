package org.gan4j.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gan4j.loss.CrossEntropy;
import org.gan4j.loss.Penalty;
import org.gan4j.nn.Distribution;
import org.gan4j.nn.Layers;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.RandomInput;
import org.gan4j.optim.Optimizer;
import org.gan4j.optim.Slots;
import org.gan4j.program.Program;
import org.gan4j.program.Update;
import org.gan4j.tensor.Input;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;
import org.gan4j.tensor.Variable;
import org.jspecify.annotations.Nullable;

/** A GAN traced into the programs that training runs, and the variables that they share. */
final class GanPrograms {
  static final String REAL = "real";
  static final String NOISE = "noise";
  static final String LABELS = "labels";
  static final String DISCRIMINATOR_LOSS = "discriminatorLoss";
  static final String GENERATOR_LOSS = "generatorLoss";
  static final String GENERATED = "generated";
  static final String REAL_LOGITS = "realLogits";
  static final String GENERATED_LOGITS = "generatedLogits";
  static final String REAL_FEATURES = "realFeatures";
  static final String GENERATED_FEATURES = "generatedFeatures";
  static final String GENERATOR = "generator";
  static final String DISCRIMINATOR = "discriminator";
  static final String AVERAGE = "average/";

  private final Gan gan;
  private final Shape sampleShape;
  private final TrainingPlan plan;
  private final InitialValues initialValues;

  /** A program with the inputs that are drawn anew at each run. */
  record Step(Program program, List<RandomInput> randomInputs) {}

  private final Step discriminatorStep;
  private final Step generatorStep;

  GanPrograms(Gan gan, Shape sampleShape, TrainingPlan plan) {
    this.gan = gan;
    this.sampleShape = sampleShape;
    this.plan = plan;
    this.initialValues = new InitialValues(plan.seed());
    this.discriminatorStep = traceDiscriminatorStep();
    this.generatorStep = traceGeneratorStep();
  }

  Step discriminatorStep() {
    return discriminatorStep;
  }

  Step generatorStep() {
    return generatorStep;
  }

  /**
   * An iteration's steps of both players as one program, whose outputs are the discriminator's loss
   * and the generator's; none if a player has several steps that draw random inputs anew.
   */
  Optional<Step> joinedSteps() {
    boolean repeats = plan.discriminatorSteps() > 1 || plan.generatorSteps() > 1;
    List<RandomInput> randomInputs = new ArrayList<>(discriminatorStep.randomInputs);
    generatorStep.randomInputs.stream()
        .filter(input -> !randomInputs.contains(input))
        .forEach(randomInputs::add);
    if (repeats && !randomInputs.isEmpty()) {
      return Optional.empty();
    }
    Program discriminatorSteps = discriminatorStep.program.repeated(plan.discriminatorSteps());
    Program generatorSteps = generatorStep.program.repeated(plan.generatorSteps());
    return Optional.of(new Step(discriminatorSteps.then(generatorSteps), randomInputs));
  }

  /** All variables of both steps with what they start from. */
  Map<Variable, float[]> initialValues() {
    return initialValues.map();
  }

  /** Both networks traced in one program over one batch. */
  private final class Players {
    final Tensor real = Tensor.input(REAL, sampleShape.prepend(plan.batchSize()));
    final @Nullable Tensor labels = labels(gan, plan.batchSize());
    final ModelTrace generator;
    final ModelTrace discriminator;
    final Tensor fake;
    final ModelTrace.Application judgedReal;
    final ModelTrace.Application judgedFake;

    Players(Mode mode) {
      generator = new ModelTrace(GENERATOR, gan.generator(), mode);
      discriminator = new ModelTrace(DISCRIMINATOR, gan.discriminator(), mode);
      Tensor noise = Tensor.input(NOISE, gan.noise().rowShape().prepend(plan.batchSize()));
      fake = generator.apply(noise, labels).output();
      if (!fake.shape().equals(real.shape())) {
        throw new ShapeException(
                "generator: its samples have shape %s, the data's have %s"
                    .formatted(fake.shape().withoutFirst(), sampleShape))
            .at(GENERATOR)
            .withFix("end the generator with a layer that gives the data's shape");
      }
      judgedReal = judged(real);
      judgedFake = judged(fake);
    }

    /** Adds what an auxiliary classifier, if there is one, gets wrong in some samples' classes. */
    Tensor withClassLoss(Tensor ganLoss, ModelTrace.Application... judged) {
      Tensor loss = ganLoss;
      for (ModelTrace.Application application : judged) {
        Optional<Tensor> logits = value(application, Layers.CLASS_LOGITS);
        if (labels != null && logits.isPresent()) {
          loss = loss.plus(CrossEntropy.of(logits.get(), labels).times(gan.classLossWeight()));
        }
      }
      return loss;
    }

    private ModelTrace.Application judged(Tensor samples) {
      ModelTrace.Application application = discriminator.apply(samples, labels);
      Shape expected = Shape.of(plan.batchSize(), 1);
      if (!application.output().shape().equals(expected)) {
        throw new ShapeException(
                "discriminator: its output has shape %s, logits need %s"
                    .formatted(application.output().shape(), expected))
            .at(DISCRIMINATOR)
            .withFix("end the discriminator with dense(1)");
      }
      return application;
    }

    List<RandomInput> randomInputs() {
      List<RandomInput> inputs = new ArrayList<>(generator.randomInputs());
      inputs.addAll(discriminator.randomInputs());
      return inputs;
    }
  }

  private Step traceDiscriminatorStep() {
    Players players = new Players(Mode.TRAIN);
    Tensor loss =
        gan.loss().discriminator(players.judgedReal.output(), players.judgedFake.output());
    loss = players.withClassLoss(loss, players.judgedReal, players.judgedFake);
    List<Update> stateUpdates = players.discriminator.stateUpdates();
    PenaltyTrace penalties = new PenaltyTrace(players);
    for (Penalty penalty : gan.penalties()) {
      loss = loss.plus(penalty.of(penalties));
    }
    Program.Builder program = Program.named("discriminatorStep").output(DISCRIMINATOR_LOSS, loss);
    minimize(loss, players.discriminator, plan.discriminatorOptimizer(), DISCRIMINATOR, program);
    stateUpdates.forEach(u -> program.update(u.variable(), u.value()));
    addInitialValues(players);
    List<RandomInput> randomInputs = players.randomInputs();
    randomInputs.addAll(penalties.randomInputs);
    return step(program.build(), randomInputs);
  }

  private Step traceGeneratorStep() {
    Players players = new Players(Mode.TRAIN);
    Tensor loss = gan.loss().generator(players.judgedReal.output(), players.judgedFake.output());
    loss = players.withClassLoss(loss, players.judgedFake);
    Program.Builder program = Program.named("generatorStep").output(GENERATOR_LOSS, loss);
    List<Update> updates =
        minimize(loss, players.generator, plan.generatorOptimizer(), GENERATOR, program);
    List<Update> stateUpdates = players.generator.stateUpdates();
    stateUpdates.forEach(u -> program.update(u.variable(), u.value()));
    if (plan.averageDecay() > 0) {
      Tensor decay = averageDecay(program);
      updates.forEach(u -> average(u, decay, program));
      stateUpdates.forEach(u -> average(u, Tensor.scalar(0), program));
    }
    addInitialValues(players);
    return step(program.build(), players.randomInputs());
  }

  private List<Update> minimize(
      Tensor loss, ModelTrace player, Optimizer optimizer, String name, Program.Builder program) {
    Descent descent = Descent.of(loss, player.parameters(), optimizer, "optimizer/" + name);
    descent.addTo(program);
    initialValues.addAll(descent.slots());
    return descent.updates();
  }

  /**
   * How much of the averages stays in this step. It grows from 0 to the plan's decay, so that the
   * untrained generator counts for nothing: an average of ones with the plan's decay is what all
   * steps so far count for together, by which Adam corrects its averages too.
   */
  private Tensor averageDecay(Program.Builder program) {
    double decay = plan.averageDecay();
    Slots slots = new Slots("averaging/" + GENERATOR);
    Tensor weight = slots.scalar("weight", 0);
    Tensor before = weight.times(decay);
    Tensor after = before.plus(1 - decay);
    slots.set(weight, after);
    slots.updates().forEach(u -> program.update(u.variable(), u.value()));
    initialValues.addAll(slots);
    return before.dividedBy(after);
  }

  /** Moves the average of a variable towards the variable's next value. */
  private static void average(Update update, Tensor decay, Program.Builder program) {
    Variable variable = update.variable();
    Tensor average = Tensor.variable(AVERAGE + variable.name(), variable.shape());
    program.update(
        (Variable) average.op(), update.value().plus(average.minus(update.value()).times(decay)));
  }

  /** Also starts each average where its variable starts; averages lie together, as variables do. */
  private void addInitialValues(Players players) {
    initialValues.addAll(players.generator);
    if (plan.averageDecay() > 0) {
      players
          .generator
          .initializers()
          .forEach(
              (variable, initializer) ->
                  initialValues.add(
                      new Variable(AVERAGE + variable.name(), variable.shape()),
                      initializer,
                      variable.name()));
    }
    initialValues.addAll(players.discriminator);
  }

  /** Keeps the random inputs that the program, simplified, still needs. */
  private static Step step(Program program, List<RandomInput> randomInputs) {
    return new Step(
        program, randomInputs.stream().filter(r -> program.inputs().contains(r.input())).toList());
  }

  /** What the current batch looks like to both networks. */
  Program observation() {
    Players players = new Players(Mode.INFERENCE);
    Program.Builder program =
        Program.named("observation")
            .output(GENERATED, players.fake)
            .output(REAL_LOGITS, players.judgedReal.output())
            .output(GENERATED_LOGITS, players.judgedFake.output());
    value(players.judgedReal, "features").ifPresent(f -> program.output(REAL_FEATURES, f));
    value(players.judgedFake, "features").ifPresent(f -> program.output(GENERATED_FEATURES, f));
    return program.build();
  }

  private static Optional<Tensor> value(ModelTrace.Application judged, String name) {
    return judged.values().entrySet().stream()
        .filter(e -> e.getKey().equals(name) || e.getKey().endsWith("/" + name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The name of the generator that samples are drawn from. */
  static String sampler(boolean averaged) {
    return averaged ? AVERAGE + GENERATOR : GENERATOR;
  }

  /** Samples from noise, by the generator of this name. */
  static Program generation(Gan gan, String generatorName, int count) {
    ModelTrace generator = new ModelTrace(generatorName, gan.generator(), Mode.INFERENCE);
    Tensor noise = Tensor.input(NOISE, gan.noise().rowShape().prepend(count));
    Tensor generated = generator.apply(noise, labels(gan, count)).output();
    return Program.named("generation").output(GENERATED, generated).build();
  }

  private static @Nullable Tensor labels(Gan gan, int count) {
    return gan.classes() == 0 ? null : Tensor.input(LABELS, Shape.of(count, gan.classes()));
  }

  private static final class PenaltyTrace implements Penalty.Context {
    private final Players players;
    private final List<RandomInput> randomInputs = new ArrayList<>();

    PenaltyTrace(Players players) {
      this.players = players;
    }

    @Override
    public Tensor real() {
      return players.real;
    }

    @Override
    public Tensor fake() {
      return players.fake;
    }

    @Override
    public UnaryOperator<Tensor> discriminator() {
      return samples -> players.discriminator.apply(samples, players.labels).output();
    }

    @Override
    public Tensor random(String name, Shape shape, Distribution distribution) {
      Tensor input = Tensor.input("penalty/" + name + randomInputs.size(), shape);
      randomInputs.add(new RandomInput((Input) input.op(), distribution));
      return input;
    }
  }
}
