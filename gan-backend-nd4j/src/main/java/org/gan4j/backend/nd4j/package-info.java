/**
 * The ND4J backend: a program becomes a flat list of native calls over arrays that are laid out
 * once.
 */
@NullMarked
package org.gan4j.backend.nd4j;

import org.jspecify.annotations.NullMarked;
