/** Elementwise operations, grouped and written out as loops that are generated at run time. */
@NullMarked
package org.gan4j.backend.jvm.loop;

import org.jspecify.annotations.NullMarked;
