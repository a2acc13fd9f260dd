/** What the two players of a GAN minimize: losses of logits, and penalties on the discriminator. */
@NullMarked
package org.gan4j.loss;

import org.jspecify.annotations.NullMarked;
