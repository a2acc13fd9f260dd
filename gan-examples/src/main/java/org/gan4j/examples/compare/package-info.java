/**
 * {@code gan compare}: an experiment on several backends, each training in a process of its own.
 */
@NullMarked
package org.gan4j.examples.compare;

import org.jspecify.annotations.NullMarked;
