package org.gan4j.gan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.gan4j.check.Check;
import org.gan4j.data.Noise;
import org.gan4j.data.Normalization;
import org.gan4j.loss.Loss;
import org.gan4j.loss.Objective;
import org.gan4j.loss.Penalty;
import org.gan4j.nn.Network;
import org.jspecify.annotations.Nullable;

/**
 * A generative adversarial network: two networks, and what each tries to do to the other.
 *
 * <pre>{@code
 * Gan gan = Gan.of(Noise.gaussian(64), generator, discriminator, GanLosses.hinge())
 *     .withPenalty(Penalties.r1(10));
 * }</pre>
 */
public final class Gan implements Cloneable {
  private final Noise noise;
  private final Network generator;
  private final Network discriminator;
  private final Loss loss;
  private List<Term> terms = List.of();
  private int classes;
  private double classLossWeight = 1;
  private @Nullable Normalization normalization;

  /**
   * What is added to a player's loss.
   *
   * @param every in which iterations: 1 for all, k for the multiples of k
   * @param lossName the name under which it is reported, if it is
   */
  record Term(Player player, Objective objective, int every, @Nullable String lossName) {
    Term {
      Check.given("player", player);
    }
  }

  private Gan(Noise noise, Network generator, Network discriminator, Loss loss) {
    this.noise = Objects.requireNonNull(noise, "a GAN needs noise, not null");
    this.generator = Objects.requireNonNull(generator, "a GAN needs a generator, not null");
    this.discriminator =
        Objects.requireNonNull(discriminator, "a GAN needs a discriminator, not null");
    this.loss = Objects.requireNonNull(loss, "a GAN needs a loss, not null");
  }

  /**
   * A GAN of two networks.
   *
   * @param noise what the generator makes samples from
   * @param generator from noise {@code [batch, ...]} to samples {@code [batch, ...]}
   * @param discriminator from samples to logits {@code [batch, 1]}, or to a map of them, {@code
   *     [batch, height, width, 1]}; they are positive for real samples. A part named {@code
   *     features} is what training shows as features
   * @param loss what each player minimizes
   */
  public static Gan of(Noise noise, Network generator, Network discriminator, Loss loss) {
    return new Gan(noise, generator, discriminator, loss);
  }

  /** The same with one more penalty in the discriminator's loss. */
  public Gan withPenalty(Penalty penalty) {
    Objects.requireNonNull(penalty, "a penalty must not be null");
    return withTerm(Player.DISCRIMINATOR, penalty::of);
  }

  /**
   * The same with one more penalty in the discriminator's loss, but only in the iterations that are
   * multiples of an interval, where it counts as often: lazy regularization, Karras et al. 2020.
   *
   * @param every at least 1; the lazy penalties of a GAN have one interval
   */
  public Gan withLazyPenalty(Penalty penalty, int every) {
    Objects.requireNonNull(penalty, "a penalty must not be null");
    return withTerm(
        new Term(Player.DISCRIMINATOR, round -> penalty.of(round).times(every), every, null));
  }

  /** The same with one more term in a player's loss. */
  public Gan withTerm(Player player, Objective objective) {
    Objects.requireNonNull(objective, "a term must not be null");
    return withTerm(new Term(player, objective, 1, null));
  }

  /**
   * The same with one more term in a player's loss, which is also reported as a loss of its own.
   *
   * @param lossName what listeners and the log of losses call it, unique among the player's; where
   *     both players have a term of one name, its value is the one computed last
   */
  public Gan withTerm(Player player, String lossName, Objective objective) {
    Objects.requireNonNull(objective, "a term must not be null");
    Objects.requireNonNull(lossName, "the name of a term must not be null");
    return withTerm(new Term(player, objective, 1, lossName));
  }

  private Gan withTerm(Term term) {
    if (term.every < 1) {
      throw new IllegalArgumentException(
          "a lazy penalty needs an interval of at least 1 iteration, not " + term.every);
    }
    if (term.every > 1 && terms.stream().anyMatch(t -> t.every > 1 && t.every != term.every)) {
      throw new IllegalArgumentException(
          "the lazy penalties of a GAN have one interval; %s is another one".formatted(term.every));
    }
    List<Term> more = new ArrayList<>(terms);
    more.add(term);
    return changed(gan -> gan.terms = List.copyOf(more));
  }

  /**
   * The same told of its samples' classes: the generator makes samples of a class asked for, the
   * discriminator judges them as such. Layers find the classes in {@link
   * org.gan4j.nn.Scope#labels()}, and training needs {@link org.gan4j.data.LabelledSamples}.
   *
   * @param newClasses at least 2, or 0 for none, which is the default
   */
  public Gan withClasses(int newClasses) {
    if (newClasses < 0 || newClasses == 1) {
      throw new IllegalArgumentException(
          "a GAN's samples have no classes or at least 2, not " + newClasses);
    }
    return changed(gan -> gan.classes = newClasses);
  }

  /**
   * The same with another weight of {@link org.gan4j.nn.Layers#auxiliaryClassifier}'s cross-entropy
   * in both players' losses.
   *
   * @param weight positive; 1 by default
   */
  public Gan withClassLossWeight(double weight) {
    Check.positive("the weight of the class loss", weight);
    return changed(gan -> gan.classLossWeight = weight);
  }

  /**
   * The same on normalized data: both networks see them normalized, while everything that goes in
   * and comes out is in the data's own units. It is stored with the weights.
   */
  public Gan withNormalization(Normalization newNormalization) {
    Objects.requireNonNull(newNormalization, "a normalization must not be null");
    return changed(gan -> gan.normalization = newNormalization);
  }

  private Gan changed(Consumer<Gan> change) {
    try {
      Gan changed = (Gan) clone();
      change.accept(changed);
      return changed;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** What the generator makes samples from. */
  public Noise noise() {
    return noise;
  }

  /** From noise to samples. */
  public Network generator() {
    return generator;
  }

  /** From samples to logits. */
  public Network discriminator() {
    return discriminator;
  }

  /** What each player minimizes. */
  public Loss loss() {
    return loss;
  }

  List<Term> terms() {
    return terms;
  }

  /** How many classes both networks are told of, 0 for none. */
  public int classes() {
    return classes;
  }

  /** How much an auxiliary classifier's cross-entropy counts. */
  public double classLossWeight() {
    return classLossWeight;
  }

  /** What takes the data's units away, if anything does. */
  public Optional<Normalization> normalization() {
    return Optional.ofNullable(normalization);
  }

  /** Puts what the generator made into the data's units, in place. */
  float[][] inDataUnits(float[][] rows) {
    if (normalization != null) {
      for (float[] row : rows) {
        normalization.invert(row, 1);
      }
    }
    return rows;
  }

  /** Copies of samples in the data's units, as the networks see them. */
  float[][] normalized(float[][] rows) {
    float[][] copies = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copies[i] = rows[i].clone();
      if (normalization != null) {
        normalization.apply(copies[i], 1);
      }
    }
    return copies;
  }
}
