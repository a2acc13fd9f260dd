package org.gan4j.loss;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gan4j.tensor.Tensor;

/** One round of a two-player game as the terms of a loss see it. */
public interface Round extends Penalty.Context {

  /** The discriminator's logits of the real samples, {@code [batch, 1]} or a map of them. */
  Tensor realLogits();

  /** The discriminator's logits of the generated samples. */
  Tensor fakeLogits();

  /**
   * What a named part of the discriminator makes of the real samples.
   *
   * @throws IllegalArgumentException if it has no part of this name
   */
  Tensor realPart(String name);

  /**
   * What a named part of the discriminator makes of the generated samples.
   *
   * @throws IllegalArgumentException if it has no part of this name
   */
  Tensor fakePart(String name);

  /** What the generated samples were made from, {@code [batch, ...]}. */
  Tensor noise();

  /** The samples' classes, {@code [batch, classes]}, 1 at each sample's class and 0 elsewhere. */
  Optional<Tensor> labels();

  /** The generator: from noise {@code [batch, ...]} to samples. */
  UnaryOperator<Tensor> generator();
}
