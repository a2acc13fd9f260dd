/** Reverse-mode differentiation of traced tensors into more traced tensors. */
@NullMarked
package org.gan4j.autodiff;

import org.jspecify.annotations.NullMarked;
