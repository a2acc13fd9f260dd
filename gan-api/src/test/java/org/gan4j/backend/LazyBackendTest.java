package org.gan4j.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyBackendTest {

  @Test
  void theEngineAnswersAllButTheName() {
    AtomicInteger loaded = new AtomicInteger();
    Backend backend =
        new LazyBackend(
            "lazy",
            () -> {
              loaded.incrementAndGet();
              return new CountingBackendModule().open(BackendSettings.DEFAULT);
            });
    assertThat(backend.name()).isEqualTo("lazy");
    assertThat(loaded).hasValue(0);
    assertThat(backend.description()).isEqualTo("idle on 0 threads");
    assertThat(backend.mostStepsJoined()).isEqualTo(7);
    assertThat(backend.limits()).hasSize(1);
    assertThatThrownBy(() -> backend.open(Map.of())).hasMessage("opened with {}");
    assertThat(loaded).hasValue(1);
  }

  @Test
  void anEngineThatDidNotLoadIsTriedAgain() {
    AtomicInteger tries = new AtomicInteger();
    Backend backend =
        new LazyBackend(
            "lazy",
            () -> {
              if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
              }
              return new CountingBackendModule().open(BackendSettings.DEFAULT);
            });
    assertThatThrownBy(backend::description).hasMessage("not yet");
    assertThat(backend.description()).isEqualTo("idle on 0 threads");
  }

  /** A method that the lazy backend lacks would answer with the interface's default. */
  @Test
  void everyMethodOfABackendIsPassedOn() throws NoSuchMethodException {
    for (Method method : Backend.class.getMethods()) {
      Method passing = LazyBackend.class.getMethod(method.getName(), method.getParameterTypes());
      assertThat(passing.getDeclaringClass()).as(method.getName()).isEqualTo(LazyBackend.class);
    }
  }
}
