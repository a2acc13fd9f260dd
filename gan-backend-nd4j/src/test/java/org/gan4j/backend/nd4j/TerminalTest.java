package org.gan4j.backend.nd4j;

import org.gan4j.backend.testkit.CleanTerminal;
import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void nothingButTheProgramsOwnLinesReachesTheTerminal() throws Exception {
    CleanTerminal.check("nd4j");
  }
}
