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
 */
public record Gan(
    Noise noise, Network generator, Network discriminator, Loss loss, List<Penalty> penalties) {

  /** Copies the penalties. */
  public Gan {
    penalties = List.copyOf(penalties);
  }

  /** A GAN without penalties. */
  public static Gan of(Noise noise, Network generator, Network discriminator, Loss loss) {
    return new Gan(noise, generator, discriminator, loss, List.of());
  }

  /** The same with one more penalty. */
  public Gan withPenalty(Penalty penalty) {
    List<Penalty> more = new ArrayList<>(penalties);
    more.add(penalty);
    return new Gan(noise, generator, discriminator, loss, more);
  }
}
