package org.gan4j.examples.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gan4j.backend.Backends;
import org.gan4j.backend.tf.TfSavedModel;
import org.gan4j.examples.run.ExitCode;
import org.gan4j.examples.run.Experiments;
import org.gan4j.examples.run.RunFolder;
import org.gan4j.examples.run.StoredRun;
import org.gan4j.gan.TrainedGan;
import org.gan4j.onnx.OnnxModel;
import org.gan4j.program.FrozenModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code gan export}: a trained network for other frameworks. */
@Command(
    name = "export",
    description = "Writes a trained network in the format of another framework.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  private final Experiments experiments;
  @Spec private CommandSpec spec;

  /** What another framework reads. */
  enum Format {
    ONNX,
    SAVED_MODEL;

    static Format of(String text) {
      for (Format format : values()) {
        if (format.name().replace('_', '-').equalsIgnoreCase(text)) {
          return format;
        }
      }
      throw new TypeConversionException("expected onnx or saved-model but was '" + text + "'");
    }
  }

  /** Which network. */
  enum Player {
    GENERATOR,
    DISCRIMINATOR
  }

  @Parameters(paramLabel = "RUN_DIR", description = "A folder that gan train left.")
  private Path run = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "onnx|saved-model",
      required = true,
      converter = FormatConverter.class,
      description = "ONNX, or TensorFlow's SavedModel.")
  private Format format = Format.ONNX;

  @Option(
      names = "--network",
      paramLabel = "generator|discriminator",
      description = {
        "The generator makes samples in the data's units of noise, the discriminator logits of samples.",
        "Those of a conditional run have labels too: 1 at a sample's class, 0 elsewhere.",
        "Default: the generator as ONNX, both as a SavedModel"
      })
  private @Nullable Player player;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = {
        "Of ONNX: the file to write. It is replaced if it exists.",
        "Of a SavedModel: an empty or new folder."
      })
  private Path out = Path.of("");

  static final class FormatConverter implements ITypeConverter<Format> {
    @Override
    public Format convert(String text) {
      return Format.of(text);
    }
  }

  ExportCommand(Experiments experiments) {
    this.experiments = experiments;
  }

  @Override
  public Integer call() throws IOException {
    OutPath.requireFolderOf(out);
    StoredRun<?> stored = StoredRun.read(new RunFolder(run), experiments);
    try (TrainedGan trained = stored.restore(Backends.open("jvm"))) {
      Map<String, String> provenance = stored.provenance();
      switch (format) {
        case ONNX -> OnnxModel.of(model(trained, provenance)).write(out);
        case SAVED_MODEL -> TfSavedModel.of(models(trained, provenance)).write(newFolder());
      }
    }
    spec.commandLine().getOut().println(out);
    return ExitCode.DONE;
  }

  private FrozenModel model(TrainedGan trained, Map<String, String> provenance) {
    FrozenModel model =
        player == Player.DISCRIMINATOR ? trained.frozenDiscriminator() : trained.frozenGenerator();
    return withFacts(model, provenance);
  }

  private List<FrozenModel> models(TrainedGan trained, Map<String, String> provenance) {
    return player == null
        ? List.of(
            withFacts(trained.frozenGenerator(), provenance),
            withFacts(trained.frozenDiscriminator(), provenance))
        : List.of(model(trained, provenance));
  }

  private static FrozenModel withFacts(FrozenModel model, Map<String, String> facts) {
    FrozenModel told = model;
    for (Map.Entry<String, String> fact : facts.entrySet()) {
      told = told.withFact(fact.getKey(), fact.getValue());
    }
    return told;
  }

  private Path newFolder() throws IOException {
    if (Files.exists(out) && !OutPath.isEmptyFolder(out)) {
      throw new IllegalArgumentException(
          out + " is not an empty folder\n  fix: choose another with --out");
    }
    return out;
  }
}
