/** A generator and the encoder that undoes it, learned together: BiGAN on digits. */
@NullMarked
package org.gan4j.examples.bigan;

import org.jspecify.annotations.NullMarked;
