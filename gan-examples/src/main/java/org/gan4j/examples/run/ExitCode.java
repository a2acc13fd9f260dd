package org.gan4j.examples.run;

/** The exit codes of the {@code gan} command, which scripts rely on. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int BAD_USAGE = 2;
  public static final int BAD_DATA = 3;
  public static final int DIVERGED = 4;
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
