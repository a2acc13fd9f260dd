/** Programs as the text of StableHLO, the language of XLA's compilers. */
@NullMarked
package org.gan4j.backend.xla.stablehlo;

import org.jspecify.annotations.NullMarked;
