package org.gan4j.examples.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gan4j.backend.Backends;
import org.gan4j.examples.run.ExitCode;
import org.gan4j.examples.run.Experiments;
import org.gan4j.examples.run.RunFolder;
import org.gan4j.examples.run.StoredRun;
import org.gan4j.gan.TrainedGan;
import org.gan4j.onnx.OnnxModel;
import org.gan4j.step.FrozenModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gan export}: a trained network for other frameworks. */
@Command(
    name = "export",
    description = "Writes a trained network in the format of another framework.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  private final Experiments experiments;
  @Spec private CommandSpec spec;

  /** What the file is in. */
  enum Format {
    ONNX
  }

  /** Which player. */
  enum Player {
    GENERATOR {
      @Override
      FrozenModel of(TrainedGan gan) {
        return gan.frozenGenerator();
      }
    },
    DISCRIMINATOR {
      @Override
      FrozenModel of(TrainedGan gan) {
        return gan.frozenDiscriminator();
      }
    };

    abstract FrozenModel of(TrainedGan gan);
  }

  @Parameters(paramLabel = "RUN_DIR", description = "A folder that gan train left.")
  private Path run = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "onnx",
      required = true,
      description = "What the file is in.")
  private Format format = Format.ONNX;

  @Option(
      names = "--network",
      paramLabel = "generator|discriminator",
      defaultValue = "generator",
      description = {
        "The generator makes samples in the data's units of noise, the discriminator logits of samples.",
        "Those of a conditional run have labels too: 1 at a sample's class, 0 elsewhere. Default: ${DEFAULT-VALUE}"
      })
  private Player player = Player.GENERATOR;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write. It is replaced if it exists.")
  private Path out = Path.of("");

  ExportCommand(Experiments experiments) {
    this.experiments = experiments;
  }

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(out.toAbsolutePath().resolveSibling("."))) {
      throw new IllegalArgumentException(
          "the folder of " + out + " does not exist\n  fix: create it, or choose another --out");
    }
    StoredRun<?> stored = StoredRun.read(new RunFolder(run), experiments);
    try (TrainedGan trained = stored.restore(Backends.open("jvm"))) {
      FrozenModel model = player.of(trained);
      for (Map.Entry<String, String> fact : stored.provenance().entrySet()) {
        model = model.withFact(fact.getKey(), fact.getValue());
      }
      switch (format) {
        case ONNX -> OnnxModel.of(model).write(out);
      }
    }
    spec.commandLine().getOut().println(out);
    return ExitCode.DONE;
  }
}
