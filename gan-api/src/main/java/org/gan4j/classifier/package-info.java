/** A network that tells classes apart: the judge of generated images. */
@NullMarked
package org.gan4j.classifier;

import org.jspecify.annotations.NullMarked;
