package org.gan4j.gan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Session;
import org.gan4j.check.Check;
import org.gan4j.program.FrozenModel;
import org.gan4j.step.InitialValue;
import org.gan4j.step.Step;
import org.gan4j.step.WeightAverage;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Variable;
import org.gan4j.train.SafeTensors;
import org.gan4j.train.TrainingSummary;
import org.jspecify.annotations.Nullable;

/**
 * A trained GAN ready for use: a generator to draw samples from, and the discriminator if its
 * weights are there. It holds the backend's memory until it is closed; several threads may use it
 * at once.
 */
public final class TrainedGan implements AutoCloseable {
  private final Session session;
  private final Map<Variable, float[]> weights;
  private final String generatorName;
  private final Gan gan;
  private final Shape sampleShape;
  private final Sampler sampler;
  private final @Nullable Judge judge;
  private final TrainingSummary summary;
  private final List<Throwable> listenerFailures;

  TrainedGan(
      Backend backend,
      Gan gan,
      Map<Variable, float[]> weights,
      TrainingSummary summary,
      List<Throwable> listenerFailures) {
    this.gan = gan;
    this.weights = weights;
    this.summary = summary;
    this.listenerFailures = listenerFailures;
    this.generatorName = Sampler.generatorName(isAveraged(weights));
    this.sampleShape = sampleShape(gan, weights);
    gan.normalization().ifPresent(normalization -> normalization.requireFit(sampleShape));
    this.session = Session.open(backend, used(gan, weights));
    this.sampler = new Sampler(session, gan, generatorName);
    this.judge = judges(weights) ? new Judge(session, gan, sampleShape) : null;
  }

  /**
   * Those of the weights that a trained GAN is made of.
   *
   * @throws IllegalArgumentException if one is missing
   */
  static Map<Variable, float[]> used(Gan gan, Map<Variable, float[]> weights) {
    Map<Variable, float[]> used = new LinkedHashMap<>(named(generation(gan, weights), weights));
    if (judges(weights)) {
      Step judgement = Judge.judgement(gan, sampleShape(gan, weights), 1, Optional.empty());
      used.putAll(named(judgement, weights));
    }
    return used;
  }

  private static Step generation(Gan gan, Map<Variable, float[]> weights) {
    return Sampler.generation(gan, Sampler.generatorName(isAveraged(weights)), 1);
  }

  private static Shape sampleShape(Gan gan, Map<Variable, float[]> weights) {
    Step generation = generation(gan, weights);
    return generation.program().outputs().get(0).value().shape().withoutFirst();
  }

  private static boolean judges(Map<Variable, float[]> weights) {
    return weights.keySet().stream().anyMatch(isOf(GanScheme.DISCRIMINATOR));
  }

  /**
   * A GAN of weights, for a {@link Trainer} of one's own.
   *
   * @param weights those of the generator (its average, if there is one, is what samples are drawn
   *     from), of the discriminator if it is to judge, and whatever else training had
   * @throws IllegalArgumentException if a weight of the networks is missing
   */
  public static TrainedGan of(
      Backend backend, Gan gan, Map<Variable, float[]> weights, TrainingSummary summary) {
    Check.given("backend", backend);
    Check.given("gan", gan);
    Map<Variable, float[]> copy = new LinkedHashMap<>(Check.given("weights", weights));
    return new TrainedGan(backend, gan, copy, summary, List.of());
  }

  private static boolean isAveraged(Map<Variable, float[]> weights) {
    return weights.keySet().stream().anyMatch(v -> v.name().startsWith(WeightAverage.PREFIX));
  }

  private static Predicate<Variable> isOf(String model) {
    return variable -> variable.name().startsWith(model + "/");
  }

  private static Map<Variable, float[]> named(Step step, Map<Variable, float[]> weights) {
    Map<Variable, float[]> found = new LinkedHashMap<>();
    for (InitialValue value : step.initialValues()) {
      float[] weight = weights.get(value.variable());
      if (weight == null) {
        throw new IllegalArgumentException(
            "the weights have no variable %s of shape %s, which this GAN needs; they have %s"
                .formatted(
                    value.variable().name(),
                    value.variable().shape(),
                    weights.keySet().stream()
                        .map(v -> v.name() + " " + v.shape())
                        .collect(Collectors.joining(", "))));
      }
      found.put(value.variable(), weight);
    }
    return found;
  }

  /** The variables among the weights that neither network has. */
  Set<Variable> surplus() {
    Set<Variable> surplus = new LinkedHashSet<>(weights.keySet());
    session.variables().forEach(surplus::remove);
    return surplus;
  }

  /**
   * Draws samples, in the data's units; the same seed gives the same samples. If the plan keeps a
   * moving average of the generator, they come from the average; of a GAN with classes, they are of
   * each class in turn.
   *
   * @param count how many, at least 0
   * @return one row a sample, each row-major
   */
  public float[][] generate(int count, long seed) {
    return sampler.generate(0, count, seed);
  }

  /**
   * Draws samples of a class.
   *
   * @param count how many, at least 0
   * @param label the class, in [0, classes)
   * @return one row a sample, each row-major
   * @throws IllegalArgumentException if the GAN has no such class
   */
  public float[][] generate(int count, long seed, int label) {
    return sampler.generate(0, count, seed, label);
  }

  /**
   * Draws some of the samples that {@link #generate(int, long)} gives if it is asked for all, for
   * those that would not fit into memory; to the bit, if {@code first} is a multiple of 256.
   *
   * @param first the number of the first sample, at least 0
   * @param count how many, at least 0
   * @return one row a sample, each row-major
   */
  public float[][] generateFrom(int first, int count, long seed) {
    return sampler.generate(first, count, seed);
  }

  /**
   * Draws some of the samples of a class that {@link #generate(int, long, int)} gives if it is
   * asked for all.
   *
   * @param first the number of the first sample, at least 0
   * @param count how many, at least 0
   * @param label the class, in [0, classes)
   * @return one row a sample, each row-major
   * @throws IllegalArgumentException if the GAN has no such class
   */
  public float[][] generateFrom(int first, int count, long seed, int label) {
    return sampler.generate(first, count, seed, label);
  }

  /**
   * Makes a sample of each row of noise; of a GAN with classes, they are of each class in turn.
   *
   * @param noise rows of as many values as the GAN's noise has
   * @return one row a sample, each row-major
   * @throws IllegalArgumentException if a row has another number of values
   */
  public float[][] generate(float[][] noise) {
    return sampler.generate(noise);
  }

  /**
   * Makes a sample of a class of each row of noise.
   *
   * @param noise rows of as many values as the GAN's noise has
   * @param label the class, in [0, classes)
   * @return one row a sample, each row-major
   * @throws IllegalArgumentException if a row has another number of values, or the GAN has no such
   *     class
   */
  public float[][] generate(float[][] noise, int label) {
    return sampler.generate(noise, label);
  }

  /**
   * The discriminator's logits of samples, positive for those it takes for real; of a GAN with
   * classes, each sample is judged as one of the classes in turn, as {@link #generate} makes them.
   *
   * @param samples in the data's units, row-major
   * @return one row a sample: a logit, or a map of them
   * @throws IllegalStateException if this was restored without the discriminator's weights
   */
  public float[][] judge(float[][] samples) {
    return judge().logits(samples, sample -> sample % gan.classes());
  }

  /**
   * The discriminator's logits of samples of a class.
   *
   * @throws IllegalArgumentException if the GAN has no such class
   * @throws IllegalStateException if this was restored without the discriminator's weights
   */
  public float[][] judge(float[][] samples, int label) {
    Sampler.requireClass(gan, label);
    return judge().logits(samples, sample -> label);
  }

  /**
   * What a named part of the discriminator makes of samples: its features, a code that it finds in
   * them. Of a GAN with classes, each sample is judged as one of the classes in turn.
   *
   * @param samples in the data's units, row-major
   * @return one row a sample
   * @throws IllegalArgumentException if the discriminator has no part of this name
   * @throws IllegalStateException if this was restored without the discriminator's weights
   */
  public float[][] judge(float[][] samples, String part) {
    return judge().part(part, samples, sample -> sample % gan.classes());
  }

  private Judge judge() {
    if (judge == null) {
      throw new IllegalStateException(
          "this GAN was restored without its discriminator\n  fix: restore it from TrainedGan.save, which stores both networks");
    }
    return judge;
  }

  /** What the training run was; of a restored network, zero iterations. */
  public TrainingSummary summary() {
    return summary;
  }

  /** What listeners threw when they were told that training had ended. */
  public List<Throwable> listenerFailures() {
    return listenerFailures;
  }

  /** Copies of all variables: parameters, running statistics, averages, optimizers' slots. */
  public Map<Variable, float[]> weights() {
    return copies(variable -> true);
  }

  /** Copies of the variables of the generator that samples are drawn from. */
  public Map<Variable, float[]> generatorWeights() {
    return copies(isOf(generatorName));
  }

  private Map<Variable, float[]> copies(Predicate<Variable> wanted) {
    Map<Variable, float[]> copies = new LinkedHashMap<>();
    weights.forEach(
        (variable, values) -> {
          if (wanted.test(variable)) {
            copies.put(variable, values.clone());
          }
        });
    return copies;
  }

  /**
   * The generator that samples are drawn from, to be taken elsewhere: from {@code noise} {@code
   * [batch, ...]}, and {@code labels} {@code [batch, classes]} if the GAN has classes (1 at a
   * sample's class, 0 elsewhere), to {@code samples} {@code [batch, ...]} in the data's units. What
   * the generator itself draws at random are further inputs.
   *
   * @throws IllegalArgumentException if what it makes of a row depends on how many there are
   */
  public FrozenModel frozenGenerator() {
    return freezing().generator(generatorName);
  }

  /**
   * The discriminator, to be taken elsewhere: from {@code samples} {@code [batch, ...]} in the
   * data's units, and {@code labels} {@code [batch, classes]} if the GAN has classes, to {@code
   * logits} {@code [batch, ...]}.
   *
   * @throws IllegalArgumentException if what it makes of a row depends on how many there are, as
   *     with a layer that looks at the whole batch
   * @throws IllegalStateException if this was restored without the discriminator's weights
   */
  public FrozenModel frozenDiscriminator() {
    judge();
    return freezing().discriminator();
  }

  private Freezing freezing() {
    return new Freezing(gan, sampleShape, weights);
  }

  /**
   * Stores both networks and the normalization in a safetensors file, for {@link
   * Trainer#restore(Gan, Path)}. The file appears only when it is whole.
   */
  public void save(Path path) throws IOException {
    SafeTensors.write(
        path,
        copies(session.variables()::contains),
        gan.normalization().map(StoredNormalization::toMetadata).orElse(Map.of()));
  }

  /** Releases the backend's memory. */
  @Override
  public void close() {
    session.close();
  }
}
