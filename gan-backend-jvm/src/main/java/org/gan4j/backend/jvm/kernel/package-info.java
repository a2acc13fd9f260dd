/**
 * What the other packages know of kernels: how tensors lie in arrays, what a kernel is, and which
 * ones a machine has. It knows no implementation.
 */
@NullMarked
package org.gan4j.backend.jvm.kernel;

import org.jspecify.annotations.NullMarked;
