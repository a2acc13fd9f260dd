package org.gan4j.gan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gan4j.loss.CrossEntropy;
import org.gan4j.loss.Round;
import org.gan4j.nn.Distribution;
import org.gan4j.nn.Layers;
import org.gan4j.nn.Mode;
import org.gan4j.nn.ModelTrace;
import org.gan4j.nn.Scope;
import org.gan4j.step.Step;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.ShapeException;
import org.gan4j.tensor.Tensor;

/** Both networks traced in one step over one batch. */
final class Match {
  private final Gan gan;
  private final Step.Builder step;
  private final Map<String, Tensor> given = new HashMap<>();
  private final ModelTrace generator;
  private final ModelTrace discriminator;
  private final Tensor real;
  private final Tensor noise;
  private final Tensor fake;
  private final ModelTrace.Application judgedReal;
  private final ModelTrace.Application judgedFake;
  private int randomInputs;

  /** Traces for training. */
  Match(Gan gan, Shape sampleShape, int batchSize, Step.Builder step) {
    this(gan, sampleShape, batchSize, step, Mode.TRAIN);
  }

  Match(Gan gan, Shape sampleShape, int batchSize, Step.Builder step, Mode mode) {
    this.gan = gan;
    this.step = step;
    generator = step.model(GanScheme.GENERATOR, gan.generator(), mode);
    discriminator = step.model(GanScheme.DISCRIMINATOR, gan.discriminator(), mode);
    if (gan.classes() > 0) {
      given.put(Scope.LABELS, Tensor.input(Scope.LABELS, Shape.of(batchSize, gan.classes())));
    }
    real = Tensor.input(GanScheme.REAL, sampleShape.prepend(batchSize));
    noise = Tensor.input(GanScheme.NOISE, gan.noise().rowShape().prepend(batchSize));
    fake = generator.apply(noise, given).output();
    if (!fake.shape().equals(real.shape())) {
      throw new ShapeException(
              "generator: its samples have shape %s, the data's have %s"
                  .formatted(fake.shape().withoutFirst(), sampleShape))
          .at(GanScheme.GENERATOR)
          .withFix("end the generator with a layer that gives the data's shape");
    }
    judgedReal = judged(real);
    judgedFake = judged(fake);
  }

  private ModelTrace.Application judged(Tensor samples) {
    ModelTrace.Application application = discriminator.apply(samples, given);
    Shape logits = application.output().shape();
    if (logits.rank() < 2 || logits.size(-1) != 1 || logits.size(0) != samples.shape().size(0)) {
      throw new ShapeException(
              "discriminator: its output has shape %s, logits need [%s, 1], or a map [%s, height, width, 1]"
                  .formatted(logits, samples.shape().size(0), samples.shape().size(0)))
          .at(GanScheme.DISCRIMINATOR)
          .withFix("end the discriminator with dense(1)");
    }
    return application;
  }

  ModelTrace generator() {
    return generator;
  }

  ModelTrace discriminator() {
    return discriminator;
  }

  Tensor fake() {
    return fake;
  }

  ModelTrace.Application judgedReal() {
    return judgedReal;
  }

  ModelTrace.Application judgedFake() {
    return judgedFake;
  }

  /** What a player minimizes, but for the terms that the user added. */
  Tensor loss(Player player) {
    Tensor realLogits = judgedReal.output();
    Tensor fakeLogits = judgedFake.output();
    if (player == Player.GENERATOR) {
      return withClassLoss(gan.loss().generator(realLogits, fakeLogits), judgedFake);
    }
    return withClassLoss(gan.loss().discriminator(realLogits, fakeLogits), judgedReal, judgedFake);
  }

  /** Adds what an auxiliary classifier, if there is one, gets wrong in some samples' classes. */
  private Tensor withClassLoss(Tensor ganLoss, ModelTrace.Application... judged) {
    Tensor loss = ganLoss;
    Tensor labels = given.get(Scope.LABELS);
    for (ModelTrace.Application application : judged) {
      Optional<Tensor> logits = application.part(Layers.CLASS_LOGITS);
      if (labels != null && logits.isPresent()) {
        loss = loss.plus(CrossEntropy.of(logits.get(), labels).times(gan.classLossWeight()));
      }
    }
    return loss;
  }

  /** What the terms of a player's loss see. */
  Round round(Player player) {
    return new TracedRound(player == Player.DISCRIMINATOR ? "penalty/" : "term/");
  }

  /**
   * What a named part of the discriminator made of samples.
   *
   * @throws IllegalArgumentException if it has no part of this name
   */
  static Tensor part(ModelTrace.Application judged, String name) {
    return judged
        .part(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the discriminator has no part named \"%s\"; it has %s\n  fix: name a part of it with .named(\"%s\")"
                        .formatted(name, judged.values().keySet(), name)));
  }

  private final class TracedRound implements Round {
    private final String purpose;

    TracedRound(String purpose) {
      this.purpose = purpose;
    }

    @Override
    public Tensor real() {
      return real;
    }

    @Override
    public Tensor fake() {
      return fake;
    }

    @Override
    public UnaryOperator<Tensor> discriminator() {
      return samples -> discriminator.applyKeepingState(samples, given).output();
    }

    @Override
    public UnaryOperator<Tensor> generator() {
      return latent -> generator.applyKeepingState(latent, given).output();
    }

    @Override
    public Tensor random(String name, Shape shape, Distribution distribution) {
      return step.random(purpose + name + randomInputs++, shape, distribution);
    }

    @Override
    public Tensor realLogits() {
      return judgedReal.output();
    }

    @Override
    public Tensor fakeLogits() {
      return judgedFake.output();
    }

    @Override
    public Tensor realPart(String name) {
      return part(judgedReal, name);
    }

    @Override
    public Tensor fakePart(String name) {
      return part(judgedFake, name);
    }

    @Override
    public Tensor noise() {
      return noise;
    }

    @Override
    public Optional<Tensor> labels() {
      return Optional.ofNullable(given.get(Scope.LABELS));
    }
  }
}
