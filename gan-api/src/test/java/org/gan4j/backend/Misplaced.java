package org.gan4j.backend;

/** Listed among the modules, but none: what ServiceLoader sees of a second copy of this library. */
public final class Misplaced {}
