/** The checks of arguments that all packages share. */
@NullMarked
package org.gan4j.check;

import org.jspecify.annotations.NullMarked;
