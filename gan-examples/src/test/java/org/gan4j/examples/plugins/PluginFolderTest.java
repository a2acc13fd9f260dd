package org.gan4j.examples.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gan4j.examples.run.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a script in the place of Python. */
@DisabledOnOs(OS.WINDOWS)
class PluginFolderTest {
  private static final String PINNED = "plugin==1 --hash=sha256:00";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  private Path target() {
    return folder.resolve("cache/xla-cpu");
  }

  /** A Python whose pip does this with $target, and notes what it was asked for. */
  private Pip pip(String action) throws IOException {
    Path script = folder.resolve("python");
    Files.writeString(
        script,
        """
        #!/bin/sh
        echo "$*" > %s
        while [ "$1" != --target ]; do shift; done
        target=$2
        %s
        """
            .formatted(folder.resolve("asked"), action));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return new Pip(script.toString(), new PrintWriter(out));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(target().resolveSibling(""))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void thePackagesArePinnedAndTheFolderAppearsWhole() throws Exception {
    PluginFolder plugin = new PluginFolder(target(), PINNED);
    assertThat(plugin.isCurrent()).isFalse();
    plugin.install(pip("echo downloading; echo library > $target/plugin.so"));
    assertThat(plugin.isCurrent()).isTrue();
    assertThat(target().resolve("plugin.so")).hasContent("library");
    assertThat(target().resolve("requirements.txt")).hasContent(PINNED);
    assertThat(files()).containsExactly("xla-cpu");
    assertThat(out.toString()).isEqualTo("  downloading\n");
    assertThat(folder.resolve("asked"))
        .content()
        .startsWith("-m pip install ")
        .contains("--require-hashes", "--no-deps", "--only-binary=:all:");
  }

  @Test
  void anotherVersionReplacesIt() throws Exception {
    new PluginFolder(target(), PINNED).install(pip("echo old > $target/old.so"));
    PluginFolder newer = new PluginFolder(target(), "plugin==2 --hash=sha256:01");
    assertThat(newer.isCurrent()).isFalse();
    newer.install(pip("echo new > $target/new.so"));
    assertThat(newer.isCurrent()).isTrue();
    assertThat(target().resolve("old.so")).doesNotExist();
    assertThat(target().resolve("new.so")).exists();
  }

  @Test
  void whenPipFailsWhatWasThereStays() throws Exception {
    PluginFolder plugin = new PluginFolder(target(), PINNED);
    plugin.install(pip("echo old > $target/old.so"));
    PluginFolder newer = new PluginFolder(target(), "plugin==2");
    Pip failing =
        pip("echo part > $target/new.so; echo ERROR: THESE PACKAGES DO NOT MATCH; exit 1");
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> newer.install(failing))
        .withMessageStartingWith(
            "pip failed (exit code 1): ERROR: THESE PACKAGES DO NOT MATCH\n  fix: ");
    assertThat(plugin.isCurrent()).isTrue();
    assertThat(files()).containsExactly("xla-cpu");
  }

  @Test
  void withoutPythonTheMessageSaysSo() {
    Pip none = new Pip(folder.resolve("nowhere").toString(), new PrintWriter(out));
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> new PluginFolder(target(), PINNED).install(none))
        .withMessageStartingWith("there is no " + folder.resolve("nowhere") + ", whose pip");
    assertThat(target()).doesNotExist();
  }

  @Test
  void aFolderOfSomebodyElseIsLeftAlone() throws Exception {
    Files.createDirectories(target());
    Files.writeString(target().resolve("mine"), "mine");
    Pip pip = pip("");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PluginFolder(target(), PINNED).install(pip))
        .withMessage(target() + " is there, and no plug-in that gan fetched\n  fix: move it away");
    assertThat(target().resolve("mine")).hasContent("mine");
  }
}
