package org.gan4j.examples.run;

import java.io.PrintWriter;
import org.gan4j.backend.Backend;

/**
 * What an experiment works with.
 *
 * @param backend where it trains
 * @param out where it says what it does
 * @param err where it warns
 */
public record Workbench(Backend backend, PrintWriter out, PrintWriter err) {}
