package org.gan4j.backend.tf;

import org.gan4j.backend.testkit.CleanTerminal;
import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void nothingButTheProgramsOwnLinesReachesTheTerminal() throws Exception {
    CleanTerminal.check("tf");
  }
}
