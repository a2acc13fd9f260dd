package org.gan4j.examples;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gan4j.backend.Backends;
import org.gan4j.data.Normalization;
import org.gan4j.gan.AlternatingTrainer;
import org.gan4j.gan.TrainedGan;
import org.gan4j.gan.Trainer;
import org.gan4j.report.ImageGrid;
import org.gan4j.tensor.Variable;
import org.gan4j.train.SafeTensors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "sample",
    description = "Draws samples from a trained generator.",
    mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN_DIR", description = "A folder that gan train left.")
  private Path run = Path.of("");

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many samples. Default: ${DEFAULT-VALUE}")
  private int count = 1000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "What the noise is derived from. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--backend", paramLabel = "NAME", defaultValue = "jvm")
  private String backend = "jvm";

  @Option(
      names = "--label",
      paramLabel = "N",
      description = "The class of the samples, of a generator trained with --conditional.")
  private @Nullable Integer label;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = {
        "Of points: the CSV file to write, with the header x,y.",
        "Of images: a PNG file for all of them in a grid, or a folder for one file each.",
        "A file is replaced if it exists."
      })
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (count < 1) {
      throw new IllegalArgumentException("-n must be at least 1, not " + count);
    }
    if (!Files.isDirectory(out.toAbsolutePath().resolveSibling("."))) {
      throw new IllegalArgumentException(
          "the folder of " + out + " does not exist\n  fix: create it, or choose another --out");
    }
    RunFolder folder = new RunFolder(run);
    RunFile runFile = RunFile.read(folder);
    Trainer trainer = new AlternatingTrainer(Backends.open(backend));
    float[][] samples;
    try (TrainedGan trained = trainer.restore(runFile.settings().gan(), weights(folder))) {
      samples =
          label == null ? trained.generate(count, seed) : trained.generate(count, seed, label);
    }
    if (runFile.settings() instanceof ImageSettings images) {
      writeImages(images, samples);
    } else {
      writePoints(runFile.normalization(), samples);
    }
    spec.commandLine().getOut().println(count + " samples in " + out);
    return ExitCode.DONE;
  }

  private static Map<Variable, float[]> weights(RunFolder folder) throws IOException {
    try {
      return SafeTensors.read(folder.weights());
    } catch (NoSuchFileException e) {
      throw new BadDataException(
          "the run in " + folder.path() + " left no weights: " + folder.weights() + " is missing");
    } catch (IOException e) {
      throw new BadDataException(String.valueOf(e.getMessage()));
    }
  }

  private void writeImages(ImageSettings settings, float[][] samples) throws IOException {
    int columns = Math.min(10, (int) Math.ceil(Math.sqrt(samples.length)));
    ImageGrid images = ImageGrid.of(settings.data().imageShape, samples, columns);
    Path absolute = out.toAbsolutePath();
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      images.writeEach(RunFolder.create(absolute, "", false).path());
      return;
    }
    images.write(absolute);
  }

  private void writePoints(@Nullable Normalization normalization, float[][] samples)
      throws IOException {
    Path absolute = out.toAbsolutePath();
    Path partial = absolute.resolveSibling(absolute.getFileName() + ".partial");
    try (PrintWriter csv = new PrintWriter(Files.newBufferedWriter(partial))) {
      csv.println("x,y");
      for (float[] sample : samples) {
        if (normalization != null) {
          normalization.invert(sample, 1);
        }
        csv.println(sample[0] + "," + sample[1]);
      }
    }
    Files.move(partial, absolute, StandardCopyOption.REPLACE_EXISTING);
  }
}
