package org.gan4j.loss;

import org.gan4j.tensor.Tensor;

/**
 * What each player minimizes, from the discriminator's logits for real and for generated samples,
 * both {@code [batch, 1]}; each result is a scalar. {@link GanLosses} lists those of the
 * literature; one's own needs only these two methods.
 */
public interface Loss {

  /** What the discriminator minimizes. */
  Tensor discriminator(Tensor realLogits, Tensor fakeLogits);

  /** What the generator minimizes. */
  Tensor generator(Tensor realLogits, Tensor fakeLogits);
}
