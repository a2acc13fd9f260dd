/**
 * Traced tensors: {@link org.gan4j.tensor.Tensor} is a value in an expression graph, {@link
 * org.gan4j.tensor.Op} the closed table of primitive operations that make one.
 */
@NullMarked
package org.gan4j.tensor;

import org.jspecify.annotations.NullMarked;
