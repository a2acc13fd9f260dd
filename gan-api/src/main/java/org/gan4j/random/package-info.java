/** All randomness of the framework: streams derived from a seed, a purpose and a step. */
@NullMarked
package org.gan4j.random;

import org.jspecify.annotations.NullMarked;
