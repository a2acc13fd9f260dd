/** How a program gets gan4j from Guice: {@link org.gan4j.GanModule}. */
@NullMarked
package org.gan4j;

import org.jspecify.annotations.NullMarked;
