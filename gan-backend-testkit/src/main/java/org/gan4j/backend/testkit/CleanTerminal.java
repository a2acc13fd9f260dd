package org.gan4j.backend.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Backends;
import org.gan4j.backend.Session;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;

/**
 * A check that a backend writes nothing to its user's terminal: no warnings, no log lines, of
 * native code neither.
 */
public final class CleanTerminal {
  private CleanTerminal() {}

  /** A program of a user, without a logger. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      Backend backend = Backends.open(arguments[0]);
      Tensor x = Tensor.input("x", Shape.of(2));
      Program program = Program.named("sum").output("z", x.tanh().sum()).build();
      try (Session session = Session.open(backend, Map.of())) {
        float[] z = session.compile(program).run(Map.of("x", new float[] {30, -30})).get("z");
        System.out.println(z == null ? "nothing" : z[0]);
      }
    }
  }

  /**
   * Runs a program on the backend of this name in a JVM of its own.
   *
   * @param jvmFlags what the backend's users are told to start their JVM with
   */
  public static void check(String backend, String... jvmFlags)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmFlags));
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), backend));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output.lines()).containsExactly("0.0");
    assertThat(process.waitFor()).isZero();
  }
}
