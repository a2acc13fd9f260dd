package org.gan4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gan4j.nn.Layers.dense;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Stage;
import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.BackendUnavailableException;
import org.gan4j.backend.CountingBackendModule;
import org.gan4j.data.Curves;
import org.gan4j.data.Noise;
import org.gan4j.gan.Gan;
import org.gan4j.gan.Trainer;
import org.gan4j.gan.TrainingPlan;
import org.gan4j.loss.GanLosses;
import org.gan4j.optim.Adam;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GanModuleTest {

  @BeforeEach
  void nothingIsLoaded() {
    CountingBackendModule.LOADED.clear();
  }

  @ParameterizedTest
  @EnumSource(names = {"DEVELOPMENT", "PRODUCTION"})
  void onlyTheBackendChosenIsLoadedAndOnlyWhenUsed(Stage stage) {
    GanModule module =
        GanModule.withBackend("counting").withSettings(new BackendSettings(2, "cpu"));
    Injector injector = Guice.createInjector(stage, module);
    Backend backend = injector.getInstance(Backend.class);
    assertThat(backend.name()).isEqualTo("counting");
    assertThat(CountingBackendModule.LOADED).isEmpty();
    assertThat(backend.description()).isEqualTo("idle on 2 threads");
    assertThat(injector.getInstance(Backend.class)).isSameAs(backend);
    assertThat(CountingBackendModule.LOADED).containsExactly("counting");
  }

  @ParameterizedTest
  @EnumSource(names = {"DEVELOPMENT", "PRODUCTION"})
  void anEngineThatDoesNotLoadIsWhatTheTrainerThrows(Stage stage) {
    Trainer trainer =
        Guice.createInjector(stage, GanModule.withBackend("unavailable"))
            .getInstance(Trainer.class);
    Gan gan = Gan.of(Noise.gaussian(2), dense(2), dense(1), GanLosses.hinge());
    TrainingPlan plan = TrainingPlan.of(Adam.of(1e-3));
    assertThatThrownBy(() -> trainer.train(gan, Curves.quadratic(), plan))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageStartingWith("backend unavailable: its engine did not load");
  }
}
