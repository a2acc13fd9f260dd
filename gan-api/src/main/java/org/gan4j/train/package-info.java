/**
 * Training of any game: a scheme of steps, the loop that runs it, what listeners see of it, and
 * what it leaves. Nothing here knows a GAN.
 */
@NullMarked
package org.gan4j.train;

import org.jspecify.annotations.NullMarked;
