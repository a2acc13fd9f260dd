package org.gan4j.backend.jvm.compile;

import java.util.List;
import org.gan4j.backend.jvm.kernel.Kernel;

/**
 * A kernel of a program, with what it reads and writes.
 *
 * @param kernel what computes
 * @param reads the values that it takes
 * @param writes the values that it makes
 */
record Task(Kernel kernel, List<Place> reads, List<Place> writes) {}
