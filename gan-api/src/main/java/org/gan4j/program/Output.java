package org.gan4j.program;

import org.gan4j.tensor.Tensor;

/**
 * A value read out after a run.
 *
 * @param name unique within the program
 * @param value what is read
 */
public record Output(String name, Tensor value) {}
