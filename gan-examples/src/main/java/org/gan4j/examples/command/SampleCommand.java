package org.gan4j.examples.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gan4j.backend.Backend;
import org.gan4j.backend.Backends;
import org.gan4j.examples.run.Drawn;
import org.gan4j.examples.run.ExitCode;
import org.gan4j.examples.run.Experiments;
import org.gan4j.examples.run.RunFolder;
import org.gan4j.examples.run.SampleRequest;
import org.gan4j.examples.run.StoredRun;
import org.gan4j.file.AtomicFile;
import org.gan4j.report.picture.ImageGrid;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gan sample}: what a trained generator makes. */
@Command(
    name = "sample",
    description = "Draws samples from a trained generator.",
    mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {
  private final Experiments experiments;
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

  SampleCommand(Experiments experiments) {
    this.experiments = experiments;
  }

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
    StoredRun<?> stored = StoredRun.read(folder, experiments);
    Backend engine = Backends.open(backend);
    Drawn drawn = stored.sample(new SampleRequest(engine, stored.weights(), count, seed, label));
    if (drawn.rowShape().rank() == 3) {
      writeImages(drawn);
    } else {
      writePoints(drawn.rows());
    }
    spec.commandLine().getOut().println(count + " samples in " + out);
    return ExitCode.DONE;
  }

  private void writeImages(Drawn drawn) throws IOException {
    int columns = Math.min(10, (int) Math.ceil(Math.sqrt(drawn.rows().length)));
    ImageGrid images = ImageGrid.of(drawn.rowShape(), drawn.rows(), columns);
    Path absolute = out.toAbsolutePath();
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      images.writeEach(RunFolder.create(absolute, "", false).path());
      return;
    }
    images.write(absolute);
  }

  private void writePoints(float[][] samples) throws IOException {
    AtomicFile.write(
        out.toAbsolutePath(),
        file -> {
          try (PrintWriter csv = new PrintWriter(Files.newBufferedWriter(file))) {
            csv.println("x,y");
            for (float[] sample : samples) {
              csv.println(sample[0] + "," + sample[1]);
            }
          }
        });
  }
}
