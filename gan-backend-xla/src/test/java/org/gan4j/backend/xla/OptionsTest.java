package org.gan4j.backend.xla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.xla.stablehlo.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  private static Options with(String name, String value) {
    return Options.of(BackendSettings.DEFAULT.withOption(name, value));
  }

  @Test
  void unlessAskedForAllIsExactAndReproducible() {
    Options options = Options.of(BackendSettings.DEFAULT);
    assertThat(options.precision()).isEqualTo(Precision.FLOAT32);
    assertThat(options.deterministic()).isTrue();
    assertThat(options.memoryFraction()).isEmpty();
  }

  @Test
  void eachOptionIsRead() {
    assertThat(with("precision", "tf32").precision()).isEqualTo(Precision.TF32);
    assertThat(with("deterministic", "false").deterministic()).isFalse();
    assertThat(with("memory-fraction", "0.5").memoryFraction()).contains(0.5f);
    assertThat(with("cache", "off").cache()).isEmpty();
    assertThat(with("cache", "/tmp/programs").cache()).contains(Path.of("/tmp/programs"));
  }

  @ParameterizedTest
  @CsvSource({
    "precision, float16, 'float32, tf32 or bfloat16'",
    "deterministic, yes, true or false",
    "memory-fraction, 0, 'a number above 0, at most 1'",
    "memory-fraction, NaN, 'a number above 0, at most 1'",
    "memory-fraction, 1.1, 'a number above 0, at most 1'",
    "memory-fraction, half, 'a number above 0, at most 1'",
    "cache, programs, 'the absolute path of a folder, or off'"
  })
  void aValueThatIsNoneIsRefused(String name, String value, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(name, value))
        .withMessage(
            "backend xla: the option %s is \"%s\"\n  fix: make it %s"
                .formatted(name, value, expected));
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("percision", "tf32"))
        .withMessageStartingWith(
            "backend xla has no option percision; it has precision, deterministic, memory-fraction, cache\n");
  }
}
