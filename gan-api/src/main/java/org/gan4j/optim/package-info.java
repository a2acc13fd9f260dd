/**
 * Optimizers as rules traced into the training step: from parameters and gradients to new
 * parameters.
 */
@NullMarked
package org.gan4j.optim;

import org.jspecify.annotations.NullMarked;
