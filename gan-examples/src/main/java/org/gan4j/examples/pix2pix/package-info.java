/** pix2pix: images translated after the example of pairs. */
@NullMarked
package org.gan4j.examples.pix2pix;

import org.jspecify.annotations.NullMarked;
