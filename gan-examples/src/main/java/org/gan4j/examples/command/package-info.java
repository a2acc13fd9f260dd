/** The {@code gan} command: which commands and experiments there are, and what failures say. */
@NullMarked
package org.gan4j.examples.command;

import org.jspecify.annotations.NullMarked;
