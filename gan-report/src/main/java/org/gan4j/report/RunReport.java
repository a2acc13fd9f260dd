package org.gan4j.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Features of an untrained discriminator may lie far from all later ones. */
  private static final double OUTLIERS = 0.05;

  private static final String DISCRIMINATOR = "discriminator";
  private static final String GENERATOR = "generator";

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
    Bounds bounds = sampleBounds(frames);
    List<BufferedImage> animation = new ArrayList<>();
    Path samples = Files.createDirectories(folder.resolve("samples"));
    for (History.Frame frame : frames) {
      XYChart chart = Pictures.samples(frame, bounds);
      png(samples.resolve("iteration_" + frame.iteration() + ".png"), chart);
      animation.add(Pictures.image(chart, 1));
    }
    AnimatedGif.write(folder.resolve("samples.gif"), animation);
  }

  /** Around the real samples, since an untrained generator may be anywhere. */
  private static Bounds sampleBounds(List<History.Frame> frames) {
    return Bounds.around(frames.stream().map(History.Frame::real).toList());
  }

  private void writeFeatures(Path folder) throws IOException {
    List<History.Frame> frames = history.frames();
    Bounds clouds = Bounds.around(Pictures.featureClouds(frames), OUTLIERS);
    Bounds centroids = Bounds.around(Pictures.featureCentroids(frames), OUTLIERS);
    Path features = Files.createDirectories(folder.resolve("features"));
    List<BufferedImage> cloudAnimation = new ArrayList<>();
    List<BufferedImage> centroidAnimation = new ArrayList<>();
    for (History.Frame frame : frames) {
      int n = frame.iteration();
      XYChart cloud = Pictures.features(n, GENERATOR, frame.middle(), frame.end(), clouds);
      XYChart centroid = Pictures.centroids(n, GENERATOR, frame.middle(), frame.end(), centroids);
      png(features.resolve("feature_transform_" + n + ".png"), cloud);
      png(features.resolve("feature_transform_centroid_" + n + ".png"), centroid);
      png(
          features.resolve("discriminator_feature_transform_" + n + ".png"),
          Pictures.features(n, DISCRIMINATOR, frame.start(), frame.middle(), clouds));
      png(
          features.resolve("discriminator_feature_transform_centroid_" + n + ".png"),
          Pictures.centroids(n, DISCRIMINATOR, frame.start(), frame.middle(), centroids));
      cloudAnimation.add(Pictures.image(cloud, 1));
      centroidAnimation.add(Pictures.image(centroid, 1));
    }
    AnimatedGif.write(folder.resolve("features.gif"), cloudAnimation);
    AnimatedGif.write(folder.resolve("centroids.gif"), centroidAnimation);
  }

  private static void png(Path path, XYChart chart) throws IOException {
    BufferedImage image = Pictures.image(chart, PNG_SCALE);
    AtomicFile.write(path, file -> ImageIO.write(image, "png", file.toFile()));
  }
}
