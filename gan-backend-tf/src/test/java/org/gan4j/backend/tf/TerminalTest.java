package org.gan4j.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Session;
import org.gan4j.program.Program;
import org.gan4j.tensor.Shape;
import org.gan4j.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TerminalTest {

  /** A program without a logger. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      Tensor x = Tensor.input("x", Shape.of(2));
      Program program = Program.named("sum").output("z", x.tanh().sum()).build();
      try (Session session = Session.open(new TfBackend(BackendSettings.DEFAULT), Map.of())) {
        float[] z = session.compile(program).run(Map.of("x", new float[] {30, -30})).get("z");
        System.out.println(z == null ? "nothing" : z[0]);
      }
    }
  }

  @Test
  void nothingButTheProgramsOwnLinesReachesTheTerminal() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(output.lines()).containsExactly("0.0");
    assertThat(process.waitFor()).isZero();
  }
}
