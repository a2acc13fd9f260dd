/** What the backends are measured against, and the measurements (JMH). */
@NullMarked
package org.gan4j.benchmarks;

import org.jspecify.annotations.NullMarked;
