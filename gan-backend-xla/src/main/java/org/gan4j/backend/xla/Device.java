package org.gan4j.backend.xla;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gan4j.backend.BackendUnavailableException;

/**
 * A device and the plug-in for it.
 *
 * @param ordinal which of several of this kind, from 0
 */
record Device(DeviceKind kind, int ordinal, Path plugin) {

  /**
   * The devices that a user may mean, the best one first; whether they are there only their
   * plug-ins know.
   *
   * @param wanted {@code cpu}, {@code cuda}, {@code cuda:1}, {@code rocm}, {@code tpu}, the path of
   *     a plug-in, or empty for any that there is
   * @throws IllegalArgumentException if it is none of these
   * @throws BackendUnavailableException if no plug-in is installed
   */
  static List<Device> candidates(String wanted) {
    if (wanted.contains("/") || wanted.contains("\\")) {
      Path plugin = Path.of(wanted).toAbsolutePath();
      if (!Files.isRegularFile(plugin)) {
        throw new IllegalArgumentException(
            "backend xla: there is no plug-in " + plugin + "\n  fix: name the file of one, or cpu");
      }
      return List.of(new Device(DeviceKind.ofPlugin(plugin), 0, plugin));
    }
    PythonPackages packages = new PythonPackages();
    if (wanted.isEmpty()) {
      List<Device> likely =
          DeviceKind.named().stream()
              .filter(DeviceKind::isLikely)
              .flatMap(kind -> of(kind, 0, packages).stream())
              .toList();
      return likely.isEmpty() ? List.of(required(DeviceKind.CPU, 0, packages)) : likely;
    }
    String name = wanted.replaceFirst(":.*", "");
    DeviceKind kind =
        DeviceKind.named().stream()
            .filter(known -> known.deviceName().equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(wanted));
    return List.of(required(kind, ordinal(wanted, kind), packages));
  }

  private static int ordinal(String wanted, DeviceKind kind) {
    int colon = wanted.indexOf(':');
    if (colon < 0) {
      return 0;
    }
    String number = wanted.substring(colon + 1);
    if (!kind.isGpu() || !number.matches("\\d{1,4}")) {
      throw unknown(wanted);
    }
    return Integer.parseInt(number);
  }

  private static IllegalArgumentException unknown(String wanted) {
    return new IllegalArgumentException(
        "backend xla has no device \"%s\"\n  fix: take %s, one of several as in cuda:1, or the path of a PJRT plug-in"
            .formatted(
                wanted,
                DeviceKind.named().stream()
                    .map(DeviceKind::deviceName)
                    .collect(Collectors.joining(", "))));
  }

  private static Optional<Device> of(DeviceKind kind, int ordinal, PythonPackages packages) {
    return packages.plugin(kind).map(plugin -> new Device(kind, ordinal, plugin));
  }

  private static Device required(DeviceKind kind, int ordinal, PythonPackages packages) {
    return of(kind, ordinal, packages)
        .orElseThrow(
            () ->
                new BackendUnavailableException(
                    XlaBackend.NAME,
                    "there is no plug-in for the device " + kind.deviceName(),
                    kind.installation()));
  }

  @Override
  public String toString() {
    return switch (kind) {
      case CUDA, ROCM -> kind.deviceName() + ":" + ordinal;
      case CPU, TPU -> kind.deviceName();
      case OTHER -> plugin.toString();
    };
  }
}
