/**
 * Backends: the interface that a tensor engine implements ({@link org.gan4j.backend.Backend},
 * {@link org.gan4j.backend.Workspace}, {@link org.gan4j.backend.CompiledProgram}), the checked
 * front that programs use ({@link org.gan4j.backend.Session}), and how backends are found.
 */
@NullMarked
package org.gan4j.backend;

import org.jspecify.annotations.NullMarked;
