/**
 * The kernels for vector instructions, and those without. Templates and generated copies of them
 * stay here together, since a hidden class sees the package that defines it.
 */
@NullMarked
package org.gan4j.backend.jvm.lanes;

import org.jspecify.annotations.NullMarked;
