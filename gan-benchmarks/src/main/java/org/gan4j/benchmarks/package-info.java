/** What the pure-Java backend is measured against, and the measurements (JMH). */
@NullMarked
package org.gan4j.benchmarks;

import org.jspecify.annotations.NullMarked;
