/** The two-player game: a GAN, a plan, a trainer that runs it on a backend, and what comes out. */
@NullMarked
package org.gan4j.gan;

import org.jspecify.annotations.NullMarked;
