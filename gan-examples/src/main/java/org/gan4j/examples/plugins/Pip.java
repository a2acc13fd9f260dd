package org.gan4j.examples.plugins;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.gan4j.examples.run.BadDataException;

/** Python's installer of packages, which downloads them and compares their SHA-256. */
final class Pip {
  private static final int LAST_LINES = 5;

  private final String python;
  private final PrintWriter out;

  Pip(String python, PrintWriter out) {
    this.python = python;
    this.out = out;
  }

  /**
   * Installs packages into a folder of their own.
   *
   * @param requirements a file with a version and a hash of each
   * @throws BadDataException if there is no Python with pip, or pip fails
   */
  void install(Path requirements, Path folder) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            python,
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--no-input",
            "--no-deps",
            "--only-binary=:all:",
            "--require-hashes",
            "--target",
            folder.toString(),
            "-r",
            requirements.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PIP_ROOT_USER_ACTION", "ignore");
    Process pip;
    try {
      pip = builder.start();
    } catch (IOException e) {
      throw new BadDataException(
          "there is no %s, whose pip downloads plug-ins\n  fix: install Python 3 with pip, name yours with --python, or give the plug-in's file to --device"
              .formatted(python));
    }
    pip.getOutputStream().close();
    Deque<String> last = new ArrayDeque<>();
    try (var lines = pip.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println("  " + line);
        out.flush();
        last.add(line);
        if (last.size() > LAST_LINES) {
          last.remove();
        }
      }
    }
    int code = pip.waitFor();
    if (code != 0) {
      throw new BadDataException(
          "pip failed (exit code %d): %s\n  fix: see what it says; it needs a network, a Python of this platform, and room on the disk"
              .formatted(code, String.join(" | ", last)));
    }
  }
}
