/** Images: {@code gan train mnist}, {@code cifar10} and {@code images}, and {@code gan fetch}. */
@NullMarked
package org.gan4j.examples.images;

import org.jspecify.annotations.NullMarked;
