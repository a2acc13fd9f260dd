/**
 * The XLA backend: programs as StableHLO, compiled and run by a PJRT plug-in for the device at
 * hand.
 */
@NullMarked
package org.gan4j.backend.xla;

import org.jspecify.annotations.NullMarked;
