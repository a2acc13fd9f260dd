/**
 * A step of training as a thing of its own: traced, minimized, given its first values and random
 * inputs, bound to arrays and run. Nothing here knows a game.
 */
@NullMarked
package org.gan4j.step;

import org.jspecify.annotations.NullMarked;
