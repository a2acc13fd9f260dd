/**
 * How good two-dimensional samples are: distances between clouds, and coverage of a known truth.
 */
@NullMarked
package org.gan4j.metrics;

import org.jspecify.annotations.NullMarked;
