/** The {@code gan} command and its experiments. */
@NullMarked
package org.gan4j.examples;

import org.jspecify.annotations.NullMarked;
