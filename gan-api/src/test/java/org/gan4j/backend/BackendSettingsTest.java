package org.gan4j.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackendSettingsTest {

  @Test
  void eachSettingIsChangedByItself() {
    BackendSettings settings =
        BackendSettings.DEFAULT.withThreads(2).withDevice("cuda").withOption("precision", "tf32");
    assertThat(settings)
        .isEqualTo(new BackendSettings(2, "cuda", Map.of("precision", "tf32")))
        .isEqualTo(settings.withThreads(1).withThreads(2));
    assertThat(settings.withOption("precision", "float32").options())
        .containsExactly(Map.entry("precision", "float32"));
  }

  @Test
  void anOptionThatTheBackendDoesNotHaveIsRefusedByName() {
    BackendSettings settings =
        BackendSettings.DEFAULT.withOption("precision", "tf32").withOption("tables", "2");
    settings.requireOptions("xla", List.of("precision", "tables"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.requireOptions("xla", List.of("precision", "cache")))
        .withMessage(
            "backend xla has no option tables; it has precision, cache\n"
                + "  fix: leave it out, or choose another backend");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.requireOptions("jvm", List.of()))
        .withMessageStartingWith("backend jvm has no option precision, tables; it has none\n");
  }
}
