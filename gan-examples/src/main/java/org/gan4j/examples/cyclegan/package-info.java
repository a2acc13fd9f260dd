/** CycleGAN: two domains of images translated into each other, without pairs. */
@NullMarked
package org.gan4j.examples.cyclegan;

import org.jspecify.annotations.NullMarked;
