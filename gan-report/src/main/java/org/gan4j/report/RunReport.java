package org.gan4j.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;

/**
 * The pictures, animations and page of a training run.
 *
 * <pre>{@code
 * RunReport.of("quadratic", recorder.history()).withSettings(settings).write(Path.of("run"));
 * }</pre>
 */
public final class RunReport {
  private static final int PNG_SCALE = 2;
  private static final int GIF_SCALE = 1;

  /** Features of an untrained discriminator may lie far from all later ones. */
  private static final double OUTLIERS = 0.05;

  private final String title;
  private final History history;
  private final Map<String, String> settings;
  private final Map<String, String> outcome;

  private RunReport(
      String title, History history, Map<String, String> settings, Map<String, String> outcome) {
    this.title = title;
    this.history = history;
    this.settings = new LinkedHashMap<>(settings);
    this.outcome = new LinkedHashMap<>(outcome);
  }

  /** A report on what was recorded. */
  public static RunReport of(String title, History history) {
    return new RunReport(title, history, Map.of(), Map.of());
  }

  /** The same with the settings of the run, by name. */
  public RunReport withSettings(Map<String, String> newSettings) {
    return new RunReport(title, history, newSettings, outcome);
  }

  /** The same with how the run went: backend, timing. */
  public RunReport withOutcome(Map<String, String> newOutcome) {
    return new RunReport(title, history, settings, newOutcome);
  }

  /**
   * Writes {@code training_loss.png}, {@code samples/}, {@code features/}, the animations and
   * {@code report.html} into a folder. All frames of one kind have the same axes.
   */
  public void write(Path folder) throws IOException {
    if (!history.losses().isEmpty()) {
      png(folder.resolve("training_loss.png"), Pictures.losses(history.losses()));
    }
    if (!history.frames().isEmpty()) {
      writeSamples(folder);
    }
    if (history.hasFeatures()) {
      writeFeatures(folder);
    }
    HtmlPage.write(folder.resolve("report.html"), title, history, settings, outcome);
  }

  private void writeSamples(Path folder) throws IOException {
    List<History.Frame> frames = history.frames();
    // Around the real samples, since an untrained generator may be anywhere.
    Bounds bounds = Bounds.around(frames.stream().map(History.Frame::real).toList());
    Path samples = Files.createDirectories(folder.resolve("samples"));
    for (History.Frame frame : frames) {
      png(
          samples.resolve("iteration_" + frame.iteration() + ".png"),
          Pictures.samples(frame, bounds));
    }
    gif(folder.resolve("samples.gif"), frame -> Pictures.samples(frame, bounds));
  }

  private void writeFeatures(Path folder) throws IOException {
    List<History.Frame> frames = history.frames();
    Bounds clouds = Bounds.around(Pictures.featureClouds(frames), OUTLIERS);
    Bounds centroids = Bounds.around(Pictures.featureCentroids(frames), OUTLIERS);
    Path features = Files.createDirectories(folder.resolve("features"));
    for (Player player : Player.values()) {
      String name = player.filePrefix() + "feature_transform_";
      for (History.Frame frame : frames) {
        png(
            features.resolve(name + frame.iteration() + ".png"),
            Pictures.features(frame, player, clouds));
        png(
            features.resolve(name + "centroid_" + frame.iteration() + ".png"),
            Pictures.centroids(frame, player, centroids));
      }
    }
    gif(
        folder.resolve("features.gif"),
        frame -> Pictures.features(frame, Player.GENERATOR, clouds));
    gif(
        folder.resolve("centroids.gif"),
        frame -> Pictures.centroids(frame, Player.GENERATOR, centroids));
  }

  private void gif(Path path, Function<History.Frame, XYChart> picture) throws IOException {
    List<History.Frame> frames = history.frames();
    AnimatedGif.write(
        path, frames.size(), i -> Pictures.image(picture.apply(frames.get(i)), GIF_SCALE));
  }

  static void png(Path path, XYChart chart) throws IOException {
    BufferedImage image = Pictures.image(chart, PNG_SCALE);
    AtomicFile.write(path, file -> ImageIO.write(image, "png", file.toFile()));
  }
}
