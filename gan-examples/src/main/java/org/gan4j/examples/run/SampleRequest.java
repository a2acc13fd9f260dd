package org.gan4j.examples.run;

import java.nio.file.Path;
import org.gan4j.backend.Backend;
import org.jspecify.annotations.Nullable;

/**
 * What {@code gan sample} asks for.
 *
 * @param weights the file of {@link RunFolder#weights()}
 * @param count how many, at least 1
 * @param label of which class; null for all in turn
 */
public record SampleRequest(
    Backend backend, Path weights, int count, long seed, @Nullable Integer label) {}
