/**
 * The TensorFlow backend: a program is a part of a TensorFlow graph, whose variables stay in its
 * session.
 */
@NullMarked
package org.gan4j.backend.tf;

import org.jspecify.annotations.NullMarked;
