/**
 * What the experiments on handwritten digits share: their data, their settings and their options.
 */
@NullMarked
package org.gan4j.examples.digits;

import org.jspecify.annotations.NullMarked;
