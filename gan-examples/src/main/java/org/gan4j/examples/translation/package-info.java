/** What the experiments that translate images share: data, a discriminator of patches, a judge. */
@NullMarked
package org.gan4j.examples.translation;

import org.jspecify.annotations.NullMarked;
