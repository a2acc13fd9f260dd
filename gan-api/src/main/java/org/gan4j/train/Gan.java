package org.gan4j.train;

import java.util.ArrayList;
import java.util.List;
import org.gan4j.data.Noise;
import org.gan4j.loss.Loss;
import org.gan4j.loss.Penalty;
import org.gan4j.nn.Network;

/**
 * A generative adversarial network: two networks, and what each tries to do to the other.
 *
 * @param noise what the generator makes samples from
 * @param generator from noise {@code [batch, latent]} to samples {@code [batch, ...]}
 * @param discriminator from samples to logits {@code [batch, 1]}, positive for real ones; a part
 *     named {@code features} is what training shows as features
 * @param loss what each player minimizes
 * @param penalties terms added to the discriminator's loss; none by default
 * @param classes how many classes the samples have that both networks are told of, 0 for none,
 *     which is the default
 * @param classLossWeight how much an auxiliary classifier's cross-entropy counts in both players'
 *     losses; 1 by default
 */
public record Gan(
    Noise noise,
    Network generator,
    Network discriminator,
    Loss loss,
    List<Penalty> penalties,
    int classes,
    double classLossWeight) {

  /**
   * Copies the penalties.
   *
   * @throws IllegalArgumentException if there is one class, or the weight is not positive and
   *     finite
   */
  public Gan {
    penalties = List.copyOf(penalties);
    if (classes < 0 || classes == 1) {
      throw new IllegalArgumentException(
          "a GAN's samples have no classes or at least 2, not " + classes);
    }
    if (!(classLossWeight > 0 && classLossWeight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the weight of the class loss must be positive and finite, not " + classLossWeight);
    }
  }

  /** A GAN without penalties. */
  public static Gan of(Noise noise, Network generator, Network discriminator, Loss loss) {
    return new Gan(noise, generator, discriminator, loss, List.of(), 0, 1);
  }

  /** The same with one more penalty. */
  public Gan withPenalty(Penalty penalty) {
    List<Penalty> more = new ArrayList<>(penalties);
    more.add(penalty);
    return new Gan(noise, generator, discriminator, loss, more, classes, classLossWeight);
  }

  /**
   * The same told of its samples' classes: the generator makes samples of a class asked for, the
   * discriminator judges them as such. Layers find the classes in {@link
   * org.gan4j.nn.Scope#labels()}, and training needs {@link org.gan4j.data.LabelledSamples}.
   *
   * @param newClasses at least 2
   */
  public Gan withClasses(int newClasses) {
    return new Gan(noise, generator, discriminator, loss, penalties, newClasses, classLossWeight);
  }

  /** The same with another weight of {@link org.gan4j.nn.Layers#auxiliaryClassifier}. */
  public Gan withClassLossWeight(double weight) {
    return new Gan(noise, generator, discriminator, loss, penalties, classes, weight);
  }
}
