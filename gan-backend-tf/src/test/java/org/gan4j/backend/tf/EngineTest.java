package org.gan4j.backend.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gan4j.backend.BackendSettings;
import org.junit.jupiter.api.Test;

class EngineTest {

  @Test
  void theDescriptionSaysWhatRuns() {
    assertThat(new TfBackend(new BackendSettings(2, "cpu")).description())
        .isEqualTo("TensorFlow 2.18.0, cpu:0, 2 threads");
  }

  @Test
  void aDeviceThatIsNotThereIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Engine.load(new BackendSettings(0, "gpu:7")))
        .withMessageContaining("gpu:7")
        .withMessageContaining("cpu:0");
  }
}
