/**
 * Networks as functions from a traced tensor to a traced tensor. {@link org.gan4j.nn.Layers} lists
 * what there is; a layer of one's own is a lambda.
 */
@NullMarked
package org.gan4j.nn;

import org.jspecify.annotations.NullMarked;
