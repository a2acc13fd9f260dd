/** Writing files that others read while they may still be written. */
@NullMarked
package org.gan4j.file;

import org.jspecify.annotations.NullMarked;
