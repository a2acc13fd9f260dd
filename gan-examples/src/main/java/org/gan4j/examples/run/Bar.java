package org.gan4j.examples.run;

import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * The progress bars of the command, all alike, on a terminal (which the {@code gan} script knows).
 */
public final class Bar {
  private static final int UPDATE_MILLISECONDS = 200;

  private Bar() {}

  /** Whether there is a terminal to show bars on. */
  public static boolean isSeen() {
    return Boolean.getBoolean("gan.terminal");
  }

  /** A bar about to be shown on the standard error. */
  public static ProgressBarBuilder of(String task, long most) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(most)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(UPDATE_MILLISECONDS);
  }
}
