/**
 * Certifies a backend: extend {@link org.gan4j.backend.testkit.BackendConformance} with one factory
 * method. The oracle is {@link org.gan4j.backend.reference.ReferenceBackend}, a double-precision
 * interpreter slow and simple enough to be the definition.
 */
@NullMarked
package org.gan4j.backend.testkit;

import org.jspecify.annotations.NullMarked;
