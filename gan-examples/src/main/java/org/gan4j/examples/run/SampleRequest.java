package org.gan4j.examples.run;

import java.nio.file.Path;
import org.gan4j.backend.Backend;
import org.jspecify.annotations.Nullable;

/**
 * What {@code gan sample} asks for.
 *
 * @param weights the file of {@link RunFolder#weights()}
 * @param label of which class; null for all in turn
 */
public record SampleRequest(Backend backend, Path weights, long seed, @Nullable Integer label) {}
