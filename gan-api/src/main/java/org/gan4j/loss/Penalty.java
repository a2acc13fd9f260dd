package org.gan4j.loss;

import java.util.function.UnaryOperator;
import org.gan4j.nn.Distribution;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * A term added to the discriminator's loss that may look at the discriminator as a function, for
 * example at its gradient by its input. {@link Penalties} lists those of the literature.
 */
@FunctionalInterface
public interface Penalty {

  /** Traces the penalty, a scalar. */
  Tensor of(Context context);

  /** What a penalty can use. */
  interface Context {

    /** The real samples {@code [batch, ...]}. */
    Tensor real();

    /** The generated samples {@code [batch, ...]}. */
    Tensor fake();

    /** The discriminator: from samples {@code [batch, ...]} to logits {@code [batch, 1]}. */
    UnaryOperator<Tensor> discriminator();

    /** Random numbers drawn anew at each step. */
    Tensor random(String name, Shape shape, Distribution distribution);
  }
}
