package org.gan4j.backend.xla;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gan4j.file.UserCache;
import org.jspecify.annotations.Nullable;

/**
 * Folders of Python packages, in which plug-ins come: those that {@code gan fetch} made, and then
 * those of the active Python, which is asked only if need be.
 */
final class PythonPackages {
  private static final String FETCHED = "xla-*";

  private @Nullable List<Path> ofPython;

  /** The first plug-in for a kind of device. */
  Optional<Path> plugin(DeviceKind kind) {
    return fetched()
        .flatMap(folder -> kind.plugins(folder).stream())
        .findFirst()
        .or(() -> ofPython().stream().flatMap(folder -> kind.plugins(folder).stream()).findFirst());
  }

  private static Stream<Path> fetched() {
    return UserCache.folder().stream().flatMap(cache -> matching(cache, FETCHED).stream());
  }

  private List<Path> ofPython() {
    List<Path> known = ofPython;
    if (known == null) {
      known = askPython();
      ofPython = known;
    }
    return known;
  }

  private static List<Path> askPython() {
    try {
      Process python =
          new ProcessBuilder("python3", "-c", "import sys; print('\\n'.join(sys.path))")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      python.getOutputStream().close();
      byte[] output = python.getInputStream().readAllBytes();
      return new String(output, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .map(Path::of)
          .toList();
    } catch (IOException | InvalidPathException noPython) {
      return List.of();
    }
  }

  /** What is in a folder, at a path whose last name may be a pattern. */
  static List<Path> matching(Path folder, String pattern) {
    Path path = folder.resolve(pattern);
    Path parent = path.resolveSibling("");
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> entries =
          Files.newDirectoryStream(parent, path.getFileName().toString())) {
        entries.forEach(found::add);
      } catch (IOException unreadable) {
        return List.of();
      }
    }
    return found.stream().sorted().toList();
  }

  /** CUDA's assembler and library of functions, which NVIDIA's packages have beside the plug-in. */
  static Optional<Path> cudaTools(Path plugin) {
    Path packages = plugin.toAbsolutePath().resolve("../../..").normalize();
    return Stream.concat(
            matching(packages, "nvidia/cu[0-9]*").stream(),
            Stream.of(packages.resolve("nvidia/cuda_nvcc")))
        .filter(folder -> Files.exists(folder.resolve("bin/ptxas")))
        .findFirst();
  }
}
