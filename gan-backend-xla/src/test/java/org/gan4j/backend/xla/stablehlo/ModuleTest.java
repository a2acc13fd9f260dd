package org.gan4j.backend.xla.stablehlo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ModuleTest {

  @TestFactory
  Stream<DynamicTest> theTextOfEveryOperationIsAsItWasWhenItWasRead() {
    return Golden.modules().entrySet().stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.getKey(),
                    () -> assertThat(golden.getValue().text()).isEqualTo(read(golden.getKey()))));
  }

  private static String read(String name) throws IOException {
    try (InputStream file = ModuleTest.class.getResourceAsStream(name + ".mlir")) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void resultsAreUpdatesThenAllScalarsThenTheOthers() {
    Module step = Objects.requireNonNull(Golden.modules().get("step"));
    assertThat(step.updateCount()).isEqualTo(1);
    assertThat(step.scalarCount()).isEqualTo(2);
    assertThat(step.resultCount()).isEqualTo(3);
  }
}
