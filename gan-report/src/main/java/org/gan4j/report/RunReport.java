package org.gan4j.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;

/**
 * The pictures, animations and page of a training run.
 *
 * <pre>{@code
 * recorder.report("quadratic").withSettings(settings).write(Path.of("run"));
 * }</pre>
 */
public final class RunReport {
  private static final int PNG_SCALE = 2;

  /** Features of an untrained discriminator may lie far from all later ones. */
  private static final double OUTLIERS = 0.05;

  private final String title;
  private final History history;
  private final Map<String, String> settings;
  private final Map<String, String> outcome;
  private final @Nullable Gallery<History.Frame> drawn;

  private RunReport(
      String title,
      History history,
      Map<String, String> settings,
      Map<String, String> outcome,
      @Nullable Gallery<History.Frame> drawn) {
    this.title = title;
    this.history = history;
    this.drawn = drawn;
    this.settings = new LinkedHashMap<>(settings);
    this.outcome = new LinkedHashMap<>(outcome);
  }

  /** A report on what was recorded. */
  public static RunReport of(String title, History history) {
    return of(title, history, null);
  }

  /** A report some of whose pictures are drawn. */
  static RunReport of(String title, History history, @Nullable Gallery<History.Frame> drawn) {
    return new RunReport(title, history, Map.of(), Map.of(), drawn);
  }

  /** The same with the settings of the run, by name. */
  public RunReport withSettings(Map<String, String> newSettings) {
    return new RunReport(title, history, newSettings, outcome, drawn);
  }

  /** The same with how the run went: backend, timing. */
  public RunReport withOutcome(Map<String, String> newOutcome) {
    return new RunReport(title, history, settings, newOutcome, drawn);
  }

  /**
   * Writes {@code training_loss.png}, {@code samples/}, {@code features/}, the animations and
   * {@code report.html} into a folder. All frames of one kind have the same axes.
   */
  public void write(Path folder) throws IOException {
    List<Gallery.Work> besides = new ArrayList<>();
    if (!history.losses().isEmpty()) {
      besides.add(
          () -> png(folder.resolve("training_loss.png"), Pictures.losses(history.losses())));
    }
    besides.add(
        () -> HtmlPage.write(folder.resolve("report.html"), title, history, settings, outcome));
    Gallery<History.Frame> gallery =
        drawn != null && drawn.folder().equals(folder) ? drawn : gallery(folder);
    gallery.finish(history.frames(), besides);
  }

  /** The pictures of all frames. */
  static Gallery<History.Frame> gallery(Path folder) {
    List<Album<History.Frame>> albums = new ArrayList<>();
    // Around the real samples, since an untrained generator may be anywhere.
    albums.add(
        Album.<History.Frame>of(
                folder.resolve("samples"),
                "iteration_",
                History.Frame::iteration,
                frames ->
                    Optional.of(
                        Bounds.around(frames.stream().map(History.Frame::real).toList()).rounded()),
                (frame, axes) -> Pictures.image(Pictures.samples(frame, axes), PNG_SCALE))
            .animated(folder.resolve("samples.gif"), Pictures::halved));
    for (Player player : Player.values()) {
      String name = player.filePrefix() + "feature_transform_";
      Album<History.Frame> clouds =
          features(
              folder,
              name,
              Pictures::featureClouds,
              (frame, axes) -> Pictures.features(frame, player, axes));
      Album<History.Frame> centroids =
          features(
              folder,
              name + "centroid_",
              Pictures::featureCentroids,
              (frame, axes) -> Pictures.centroids(frame, player, axes));
      boolean animated = player == Player.GENERATOR;
      albums.add(
          animated ? clouds.animated(folder.resolve("features.gif"), Pictures::halved) : clouds);
      albums.add(
          animated
              ? centroids.animated(folder.resolve("centroids.gif"), Pictures::halved)
              : centroids);
    }
    return new Gallery<>(folder, albums);
  }

  private static Album<History.Frame> features(
      Path folder,
      String name,
      Function<List<History.Frame>, List<Cloud>> shown,
      BiFunction<History.Frame, Bounds, XYChart> chart) {
    return Album.of(
        folder.resolve("features"),
        name,
        History.Frame::iteration,
        frames ->
            hasFeatures(frames)
                ? Optional.of(Bounds.around(shown.apply(frames), OUTLIERS).rounded())
                : Optional.empty(),
        (frame, axes) -> Pictures.image(chart.apply(frame, axes), PNG_SCALE));
  }

  private static boolean hasFeatures(List<History.Frame> frames) {
    return frames.stream().anyMatch(frame -> !frame.start().real().points().isEmpty());
  }

  static void png(Path path, XYChart chart) throws IOException {
    Png.write(path, Pictures.image(chart, PNG_SCALE));
  }
}
