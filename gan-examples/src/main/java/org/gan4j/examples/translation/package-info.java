/** What the experiments that translate images share: data and networks. */
@NullMarked
package org.gan4j.examples.translation;

import org.jspecify.annotations.NullMarked;
