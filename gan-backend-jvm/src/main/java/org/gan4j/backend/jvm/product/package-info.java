/**
 * Large products and convolutions, in blocks that stay in the caches and parts that threads share.
 */
@NullMarked
package org.gan4j.backend.jvm.product;

import org.jspecify.annotations.NullMarked;
