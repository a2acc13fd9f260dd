package org.gan4j.examples.run;

import java.io.IOException;
import java.nio.file.Path;
import org.gan4j.backend.Backend;
import org.gan4j.backend.BackendSettings;
import org.gan4j.backend.Backends;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every training run. */
public final class RunOptions {
  @Option(
      names = "--backend",
      defaultValue = "jvm",
      paramLabel = "NAME",
      description = "The tensor backend (see: gan list). Default: ${DEFAULT-VALUE}")
  private String backend = "jvm";

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads of the backend; 0 lets it choose. Default: ${DEFAULT-VALUE}")
  private int threads;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The backend's device, such as cpu or gpu:0. Default: the backend's choice")
  private String device = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "What all randomness is derived from. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "How many. Default: the preset's.")
  private @Nullable Integer iterations;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder. Default: runs/EXPERIMENT-PRESET-BACKEND-SEED")
  private @Nullable Path out;

  @Option(names = "--overwrite", description = "Replace an earlier run in that folder.")
  private boolean overwrite;

  /** The name of the backend. */
  String backendName() {
    return backend;
  }

  /** Starts the backend. */
  public Backend backend() {
    return Backends.open(backend, new BackendSettings(threads, device));
  }

  /** The settings that were asked for. */
  public <S extends Settings> S settings(Options<S> options) {
    return options.settings(iterations, seed);
  }

  /** The folder of a run whose experiment and preset have this name. */
  RunFolder folder(String name) throws IOException {
    return RunFolder.create(
        out == null ? Path.of("runs", name + "-" + backend + "-" + seed) : out, overwrite);
  }
}
