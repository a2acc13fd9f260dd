/**
 * The pure-Java backend: programs compiled to a list of kernels over preallocated arrays, with
 * elementwise chains fused into generated loops.
 */
@NullMarked
package org.gan4j.backend.jvm;

import org.jspecify.annotations.NullMarked;
