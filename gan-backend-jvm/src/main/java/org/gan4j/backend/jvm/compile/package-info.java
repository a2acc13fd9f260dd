/** From a program to a list of kernels over preallocated arrays. */
@NullMarked
package org.gan4j.backend.jvm.compile;

import org.jspecify.annotations.NullMarked;
