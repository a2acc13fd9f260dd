/**
 * PJRT, the C interface of XLA's plug-ins, by the Foreign Function and Memory API: all that this
 * project knows of native memory, struct layouts and function tables.
 */
@NullMarked
package org.gan4j.backend.xla.pjrt;

import org.jspecify.annotations.NullMarked;
