package org.gan4j.examples.translation;

import com.google.inject.Guice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gan4j.GanModule;
import org.gan4j.backend.Backend;
import org.gan4j.data.Images;
import org.gan4j.data.Mnist;
import org.gan4j.data.Split;
import org.gan4j.examples.cyclegan.CycleGan;
import org.gan4j.examples.cyclegan.Translations;
import org.gan4j.examples.cyclegan.TwoDomains;
import org.gan4j.examples.pix2pix.Drawings;
import org.gan4j.examples.pix2pix.EdgePairs;
import org.gan4j.examples.pix2pix.Pix2Pix;
import org.gan4j.report.ImageGrid;
import org.gan4j.train.Iteration;
import org.gan4j.train.LossLog;
import org.gan4j.train.Trained;
import org.gan4j.train.Training;
import org.gan4j.train.TrainingListener;

/**
 * Trains one of the translations on MNIST and prints its figures, until the {@code gan} command
 * does: {@code cyclegan|pix2pix BACKEND MNIST_FOLDER OUT [iterations=N] [channels=N] ...}.
 */
final class Trial {
  private static final int COLUMNS = 16;

  private Trial() {}

  public static void main(String[] arguments) throws IOException {
    Backend backend =
        Guice.createInjector(GanModule.withBackend(arguments[1])).getInstance(Backend.class);
    Images digits = Mnist.read(Path.of(arguments[2]), Split.TEST);
    Images training = digits.range(0, 8_000);
    Images held = digits.range(8_000, 10_000);
    Path out = Files.createDirectories(Path.of(arguments[3]));
    Map<String, Double> settings = new HashMap<>();
    for (int i = 4; i < arguments.length; i++) {
      String[] setting = arguments[i].split("=", 2);
      settings.put(setting[0], Double.valueOf(setting[1]));
    }
    if (arguments[0].equals("cyclegan")) {
      cycleGan(backend, training, held, out, settings);
    } else {
      pix2Pix(backend, training, held, out, settings);
    }
  }

  private static void cycleGan(
      Backend backend, Images training, Images held, Path out, Map<String, Double> settings)
      throws IOException {
    CycleGan usual = CycleGan.ofDigits();
    CycleGan gan =
        new CycleGan(
            settings.getOrDefault("channels", (double) usual.channels()).intValue(),
            settings.getOrDefault("batch", (double) usual.batchSize()).intValue(),
            settings.getOrDefault("iterations", (double) usual.iterations()).intValue(),
            settings.getOrDefault("rate", usual.learningRate()),
            settings.getOrDefault("cycle", usual.cycleWeight()),
            settings.getOrDefault("identity", usual.identityWeight()),
            usual.poolSize());
    TwoDomains domains = TwoDomains.unpaired(training);
    long seed = settings.getOrDefault("seed", 0.0).longValue();
    try (Trained trained =
            gan.training(domains.plain(), domains.changed(), seed)
                .run(backend, new Lines(), new LossLog(out.resolve("losses.csv")));
        ClassJudge plain = ClassJudge.of(backend, training);
        ClassJudge changed = ClassJudge.of(backend, TwoDomains.paired(training).changed())) {
      Translations made = new Translations(gan, trained.session(), TwoDomains.paired(held));
      ImageGrid.of(held.rowShape(), made.pictures(COLUMNS), COLUMNS)
          .write(out.resolve("pictures.png"));
      System.out.println(gan + " " + made.figures(plain, changed) + " " + trained.summary());
    }
  }

  private static void pix2Pix(
      Backend backend, Images training, Images held, Path out, Map<String, Double> settings)
      throws IOException {
    Pix2Pix usual = Pix2Pix.ofDigits();
    Pix2Pix gan =
        new Pix2Pix(
            settings.getOrDefault("channels", (double) usual.channels()).intValue(),
            settings.getOrDefault("batch", (double) usual.batchSize()).intValue(),
            settings.getOrDefault("iterations", (double) usual.iterations()).intValue(),
            settings.getOrDefault("rate", usual.learningRate()),
            settings.getOrDefault("distance", usual.distanceWeight()));
    long seed = settings.getOrDefault("seed", 0.0).longValue();
    try (Trained trained =
            gan.training(EdgePairs.of(training), seed)
                .run(backend, new Lines(), new LossLog(out.resolve("losses.csv")));
        ClassJudge judge = ClassJudge.of(backend, training)) {
      Drawings drawings = new Drawings(gan, trained.session(), held);
      ImageGrid.of(held.rowShape(), drawings.pictures(COLUMNS), COLUMNS)
          .write(out.resolve("pictures.png"));
      System.out.println(gan + " " + drawings.figures(judge, training) + " " + trained.summary());
    }
  }

  /** Prints the losses every 100 iterations. */
  private static final class Lines implements TrainingListener {
    private final long start = System.nanoTime();
    private List<String> losses = List.of();

    @Override
    public void trainingStarted(Training training) {
      losses = training.losses();
    }

    @Override
    public void iterationEnded(Iteration iteration) {
      if (iteration.number() % 100 == 0) {
        String line =
            losses.stream()
                .map(name -> "%s %.3f".formatted(name, iteration.loss(name)))
                .collect(Collectors.joining(", "));
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%d after %.0f s: %s%n", iteration.number(), seconds, line);
      }
    }
  }
}
