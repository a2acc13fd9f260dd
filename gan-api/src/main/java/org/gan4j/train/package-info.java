/** Training: a GAN, a plan, a trainer that runs it on a backend, listeners, and what comes out. */
@NullMarked
package org.gan4j.train;

import org.jspecify.annotations.NullMarked;
