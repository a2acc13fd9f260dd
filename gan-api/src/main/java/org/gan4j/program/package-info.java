/**
 * Programs: traced tensors put in evaluation order, simplified and verified, with what is read out
 * and what is written back. A {@link org.gan4j.program.Program} is all that a backend sees.
 */
@NullMarked
package org.gan4j.program;

import org.jspecify.annotations.NullMarked;
