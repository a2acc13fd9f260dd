package org.gan4j.loss;

import org.gan4j.tensor.Tensor;

/**
 * A term of a player's loss that may look at everything in the round: feature matching, a code to
 * be recovered, a penalty on the generator. {@link Penalty} is the case that looks at the
 * discriminator as a function, {@link Loss} that of two rows of logits.
 *
 * <pre>{@code
 * Objective featureMatching = round ->
 *     round.realPart("features").mean(0).minus(round.fakePart("features").mean(0)).square().mean();
 * }</pre>
 */
@FunctionalInterface
public interface Objective {

  /** Traces the term, a scalar. */
  Tensor of(Round round);
}
