package org.gan4j.backend.jvm;

import java.util.List;

/**
 * A step of a program, with what it reads and writes.
 *
 * @param step the kernel
 * @param reads the values that it takes
 * @param writes the values that it makes
 */
record Task(Step step, List<Place> reads, List<Place> writes) {}
