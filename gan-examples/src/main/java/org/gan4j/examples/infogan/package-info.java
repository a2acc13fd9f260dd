/** Codes that mean something, learned without labels: InfoGAN on digits. */
@NullMarked
package org.gan4j.examples.infogan;

import org.jspecify.annotations.NullMarked;
