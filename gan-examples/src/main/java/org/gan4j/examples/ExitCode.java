package org.gan4j.examples;

/** The exit codes of the {@code gan} command, which scripts rely on. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int BAD_USAGE = 2;
  static final int BAD_DATA = 3;
  static final int DIVERGED = 4;
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
