package org.gan4j.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.gan4j.backend.Backends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** TensorFlow loads, and leaves the standard error as it was, where files are scarce. */
@EnabledOnOs(OS.LINUX)
class ScarceTest {

  /** Opens all files that it may but some, then the backend. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
      int left = Integer.parseInt(arguments[0]);
      Deque<InputStream> open = new ArrayDeque<>();
      try {
        while (left > 0) {
          open.add(new FileInputStream("/dev/null"));
        }
      } catch (IOException noMore) {
        for (int i = 0; i < left; i++) {
          open.remove().close();
        }
      }
      System.err.println(Backends.open("tf").name());
      System.err.println(open.size());
    }
  }

  private static List<String> standardError(int filesLeft, String... flags)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "ulimit -n 1024; exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "" + filesLeft));
    Process process = new ProcessBuilder(command).start();
    String output = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  @Test
  void withFewFilesLeft() throws Exception {
    List<String> output = standardError(124);
    assertThat(output).as("what comes after TensorFlow was loaded").contains("tf");
    assertThat(output.get(output.size() - 1)).as("the files that were open").matches("\\d{3}");
  }

  @Test
  void withoutAFolderForTemporaryFiles() throws Exception {
    assertThat(standardError(0, "-Djava.io.tmpdir=/proc/none")).contains("tf", "0");
  }
}
