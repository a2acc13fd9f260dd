package org.gan4j.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class BackendsTest {
  private static final Set<String> ALL = Set.of("counting", "unused", "unavailable");

  @BeforeEach
  void nothingIsLoaded() {
    CountingBackendModule.LOADED.clear();
  }

  @Test
  void lookingLoadsNoEngineAndOpeningLoadsOnlyTheOneChosen() {
    assertThat(Backends.present().keySet()).isEqualTo(ALL);
    assertThat(CountingBackendModule.LOADED).isEmpty();
    Backend backend = Backends.open("counting", new BackendSettings(3, ""));
    assertThat(backend.description()).isEqualTo("idle on 3 threads");
    assertThat(Backends.open("counting").description()).isEqualTo("idle on 0 threads");
    assertThat(CountingBackendModule.LOADED).containsExactly("counting", "counting");
  }

  @Test
  void anEngineThatDoesNotLoadSaysWhy() {
    assertThatThrownBy(() -> Backends.open("unavailable"))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessage(
            "backend unavailable: its engine did not load: java.lang.UnsatisfiedLinkError: no engine\n"
                + "  fix: add engine.jar, or choose another backend");
  }

  @Test
  void anEngineWithoutItsJarsIsUnavailable() {
    BackendModule withoutJars =
        new BackendModule(
            "bare",
            "engine.jar",
            settings -> {
              throw new NoClassDefFoundError("org/engine/Native");
            }) {};
    assertThatThrownBy(() -> withoutJars.open(BackendSettings.DEFAULT))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessage(
            "backend bare: its engine did not load: java.lang.NoClassDefFoundError: org/engine/Native\n"
                + "  fix: add to the class path what it needs: engine.jar, or choose another backend");
  }

  @Test
  void aNameThatIsNotThereIsAnsweredByThoseThatAreAndByWhatIsBroken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backends.open("tf"))
        .withMessage(
            "there is no backend \"tf\" on the class path; present: counting, unavailable, unused\n"
                + "  cannot be loaded: java.util.ServiceConfigurationError:"
                + " org.gan4j.backend.BackendModule: org.gan4j.backend.Misplaced not a subtype\n"
                + "  fix: choose one of these, or add the dependency org.gan4j:gan-backend-tf");
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_21)
  void theBackendForANewerJavaSaysWhichItNeeds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backends.open("xla"))
        .withMessageStartingWith("backend xla needs Java 22 or newer, and this is Java ")
        .withMessageEndingWith("or choose another backend");
  }

  @Test
  void theLibrarysOwnLoaderIsAskedToo() throws InterruptedException {
    assertThat(presentWith(null)).as("no context class loader").isEqualTo(ALL);
    assertThat(presentWith(ClassLoader.getPlatformClassLoader()))
        .as("one that does not see the library")
        .isEqualTo(ALL);
  }

  @Test
  @Timeout(60)
  void aLoaderThatCannotBeReadDoesNotHideTheOther() throws InterruptedException {
    ClassLoader unreadable =
        new ClassLoader(null) {
          @Override
          public Enumeration<URL> getResources(String name) throws IOException {
            throw new IOException("closed");
          }
        };
    assertThat(presentWith(unreadable)).isEqualTo(ALL);
  }

  /** As in an application server: this library once in the application, once in the server. */
  @Test
  void aSecondCopyOfTheLibraryInTheContextDoesNotHideTheFirst()
      throws InterruptedException, IOException {
    try (URLClassLoader copy =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      assertThat(presentWith(copy)).isEqualTo(ALL);
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(new File(entry).toURI().toURL());
    }
    return urls.toArray(new URL[0]);
  }

  private static Set<String> presentWith(@Nullable ClassLoader context)
      throws InterruptedException {
    Set<String> present = new HashSet<>();
    Thread thread = new Thread(() -> present.addAll(Backends.present().keySet()));
    thread.setContextClassLoader(context);
    thread.start();
    thread.join();
    return present;
  }
}
