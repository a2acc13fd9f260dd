package org.gan4j.backend.xla;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of device: where Python packages have its plug-in, and what its plug-in wants to be told.
 * All that is said to a plug-in is said here, since it may end the process at an option of the
 * wrong type.
 */
enum DeviceKind {
  CUDA(
      "jax_plugins/xla_cuda*",
      "xla_cuda_plugin.so",
      "get one with \"gan fetch xla-cuda13\", or with \"pip install jax[cuda13]\" for the python3 that is active",
      "/dev/nvidiactl",
      "/dev/dxg"),
  ROCM(
      "jax_plugins/xla_rocm*",
      "xla_rocm_plugin.so",
      "install JAX for ROCm for the python3 that is active",
      "/dev/kfd"),
  TPU(
      "libtpu",
      "libtpu.so",
      "get one with \"pip install jax[tpu]\" for the python3 that is active",
      "/dev/accel0"),
  CPU("fastatomstruct_xla_cpu", "libpjrt_cpu.so", "get one with \"gan fetch xla-cpu\"", "/"),
  /** Known by the path of its plug-in only. */
  OTHER("", "", "");

  private final String packagePattern;
  private final String file;
  private final String installation;
  private final List<String> driverFiles;

  DeviceKind(String packagePattern, String file, String installation, String... driverFiles) {
    this.packagePattern = packagePattern;
    this.file = file;
    this.installation = installation;
    this.driverFiles = List.of(driverFiles);
  }

  /** Those that have a name. */
  static List<DeviceKind> named() {
    return Stream.of(values()).filter(kind -> kind != OTHER).toList();
  }

  /** The kind whose plug-in a file seems to be, by its name. */
  static DeviceKind ofPlugin(Path plugin) {
    String name = plugin.getFileName().toString();
    return named().stream()
        .filter(kind -> name.contains(kind.deviceName()))
        .findFirst()
        .orElse(OTHER);
  }

  /** As a user calls it: {@code cuda}. */
  String deviceName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How to install its plug-in. */
  String installation() {
    return installation;
  }

  /** Whether there can be several of them, each with memory of its own. */
  boolean isGpu() {
    return this == CUDA || this == ROCM;
  }

  /** Whether this machine seems to have such a device, which only the plug-in knows. */
  boolean isLikely() {
    return driverFiles.stream().map(Path::of).anyMatch(Files::exists);
  }

  /** Its plug-ins in a folder of Python packages. */
  List<Path> plugins(Path packages) {
    return PythonPackages.matching(packages, packagePattern).stream()
        .map(folder -> folder.resolve(file))
        .filter(Files::isRegularFile)
        .toList();
  }

  /** What {@code PJRT_Client_Create} is told: never to take memory that is not asked for yet. */
  Map<String, Object> clientOptions(int ordinal, Optional<Float> memoryFraction) {
    Map<String, Object> options = new LinkedHashMap<>();
    if (this == CPU) {
      options.put("cpu_device_count", 1L);
    }
    if (isGpu()) {
      options.put("visible_devices", List.of((long) ordinal));
      options.put("preallocate", false);
      memoryFraction.ifPresent(fraction -> options.put("memory_fraction", fraction));
    }
    return options;
  }

  /** Flags of the compiler. */
  Map<String, Object> compilerFlags(boolean deterministic, Path plugin) {
    Map<String, Object> flags = new LinkedHashMap<>();
    if (this == CPU) {
      flags.put("xla_cpu_enable_fast_min_max", false); // which loses NaN
    }
    if (isGpu()) {
      flags.put("xla_gpu_deterministic_ops", deterministic);
    }
    if (this == CUDA) {
      PythonPackages.cudaTools(plugin)
          .ifPresent(folder -> flags.put("xla_gpu_cuda_data_dir", folder.toString()));
    }
    return flags;
  }
}
