package org.gan4j.backend.xla;

import org.gan4j.backend.testkit.CleanTerminal;
import org.junit.jupiter.api.Test;

@NeedsPlugin
class TerminalTest {

  @Test
  void nothingButTheProgramsOwnLinesReachesTheTerminal() throws Exception {
    CleanTerminal.check("xla", "--enable-native-access=ALL-UNNAMED");
  }
}
