package org.gan4j.backend.xla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.BackendUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"gpu", "cpu:1", "cuda:", "cuda:-1", "cuda:x", "tpu:0", "other", "CPU"})
  void whatIsNoDeviceIsRefusedWithThoseThatAre(String wanted) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Device.candidates(wanted))
        .withMessage(
            "backend xla has no device \"%s\"\n  fix: take cuda, rocm, tpu, cpu, one of several as in cuda:1, or the path of a PJRT plug-in"
                .formatted(wanted));
  }

  @Test
  void aPluginIsFoundInAFolderOfPythonPackages() throws IOException {
    Path plugin = folder.resolve("jax_plugins/xla_cuda13/xla_cuda_plugin.so");
    Files.createDirectories(plugin.getParent());
    Files.createFile(plugin);
    assertThat(DeviceKind.CUDA.plugins(folder)).containsExactly(plugin);
    assertThat(DeviceKind.CPU.plugins(folder)).isEmpty();
    assertThat(DeviceKind.ofPlugin(plugin)).isEqualTo(DeviceKind.CUDA);
    assertThat(DeviceKind.ofPlugin(Path.of("/lib/pjrt_plugin_xpu.so"))).isEqualTo(DeviceKind.OTHER);
  }

  @Test
  void cudasToolsAreFoundBesideThePlugin() throws IOException {
    Path plugin = folder.resolve("jax_plugins/xla_cuda13/xla_cuda_plugin.so");
    assertThat(PythonPackages.cudaTools(plugin)).isEmpty();
    Path tools = folder.resolve("nvidia/cu13");
    Files.createDirectories(tools.resolve("bin"));
    Files.createFile(tools.resolve("bin/ptxas"));
    assertThat(PythonPackages.cudaTools(plugin)).contains(tools);
    assertThat(DeviceKind.CUDA.compilerFlags(true, plugin))
        .containsEntry("xla_gpu_cuda_data_dir", tools.toString())
        .containsEntry("xla_gpu_deterministic_ops", true);
  }

  @Test
  void aPathWithoutAFileIsRefused() {
    String missing = folder.resolve("plugin.so").toString();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new XlaBackend(BackendSettings.DEFAULT.withDevice(missing)))
        .withMessageStartingWith("backend xla: there is no plug-in " + missing + "\n  fix: ");
  }

  @Test
  void aFileThatIsNoLibraryIsUnavailable() throws IOException {
    Path text = Files.writeString(folder.resolve("plugin.so"), "no library");
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> new XlaBackend(BackendSettings.DEFAULT.withDevice(text.toString())))
        .withMessageStartingWith("backend xla: " + text + " is no library")
        .withMessageContaining("\n  fix: ");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aLibraryThatIsNoPluginIsUnavailable() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "lib", "libnet.so");
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> new XlaBackend(BackendSettings.DEFAULT.withDevice(java.toString())))
        .withMessageContaining("is no PJRT plug-in: it has no function GetPjrtApi");
  }
}
