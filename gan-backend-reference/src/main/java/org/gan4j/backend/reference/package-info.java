/**
 * What every program means: an interpreter in double precision, slow and simple enough to be the
 * definition. Other backends are measured against it.
 */
@NullMarked
package org.gan4j.backend.reference;

import org.jspecify.annotations.NullMarked;
