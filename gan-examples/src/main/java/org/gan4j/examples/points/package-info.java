/** Points in the plane: {@code gan train quadratic} and {@code gan train points}. */
@NullMarked
package org.gan4j.examples.points;

import org.jspecify.annotations.NullMarked;
