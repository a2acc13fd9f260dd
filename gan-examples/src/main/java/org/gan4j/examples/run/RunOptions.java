package org.gan4j.examples.run;

import java.nio.file.Path;
import java.util.Map;
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
      names = "--backend-option",
      paramLabel = "NAME=VALUE",
      description =
          "An option of the backend, such as precision=tf32 of xla (see: docs/backends.md).")
  private Map<String, String> backendOptions = Map.of();

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
      description =
          "The run folder. Default: runs/NAME, by experiment, preset, backend, seed and options")
  private @Nullable Path out;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "30s|1000",
      defaultValue = "60s",
      description =
          "Seconds, minutes (5m) or iterations from one checkpoint to the next. Default: ${DEFAULT-VALUE}")
  private String checkpointEvery = "60s";

  @Option(
      names = "--keep-checkpoints",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many of the last checkpoints stay. Default: ${DEFAULT-VALUE}")
  private int keptCheckpoints = 2;

  @Option(
      names = "--keep-best",
      paramLabel = "lowest:METRIC|highest:METRIC",
      description =
          "Also keeps the best checkpoint by a metric of run.json, measured every 1,000 iterations.")
  private @Nullable String best;

  @Option(
      names = "--tensorboard",
      paramLabel = "DIR",
      description =
          "Also writes losses and pictures for TensorBoard, into a folder there with the name of the run folder.")
  private @Nullable Path tensorBoard;

  @Option(names = "--overwrite", description = "Replace an earlier run in that folder.")
  private boolean overwrite;

  /** Which backend, and how. */
  Engine engine() {
    return new Engine(backend, threads, device, backendOptions);
  }

  /** Which checkpoints are written and kept. */
  CheckpointChoice checkpoints() {
    return new CheckpointChoice(
        CheckpointInterval.of(checkpointEvery),
        keptCheckpoints,
        best == null ? null : BestMetric.of(best));
  }

  /** Where TensorBoard finds runs; null if it is to find nothing. */
  @Nullable Path tensorBoard() {
    return tensorBoard;
  }

  /** Whether an earlier run may be replaced. */
  public boolean overwrites() {
    return overwrite;
  }

  /** The settings that were asked for. */
  public <S extends Settings> S settings(Options<S> options) {
    return options.settings(iterations, seed);
  }

  /** The folder of a run that begins with this name. */
  public Path folder(String name) {
    return out == null ? Path.of("runs", name) : out;
  }

  /** What the name of a folder has of these options. */
  public String name() {
    return backend + "-" + seed;
  }
}
