/**
 * Optimizers as rules traced into the training step: from parameters and gradients to new
 * parameters. {@link org.gan4j.optim.Adam} and the like are whole ones; {@link
 * org.gan4j.optim.Optimizers} has pieces that chain, and optimizers around other ones.
 */
@NullMarked
package org.gan4j.optim;

import org.jspecify.annotations.NullMarked;
