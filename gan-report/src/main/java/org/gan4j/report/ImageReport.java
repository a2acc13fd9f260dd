package org.gan4j.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The pictures, animation and page of a training run on images.
 *
 * <pre>{@code
 * recorder.report("mnist").withSettings(settings).write(Path.of("run"));
 * }</pre>
 */
public final class ImageReport {
  private final String title;
  private final ImageHistory history;
  private final @Nullable ImageGrid interpolation;
  private final Map<String, String> settings;
  private final Map<String, String> outcome;
  private final @Nullable Gallery<ImageHistory.Grid> drawn;

  private ImageReport(
      String title,
      ImageHistory history,
      @Nullable ImageGrid interpolation,
      Map<String, String> settings,
      Map<String, String> outcome,
      @Nullable Gallery<ImageHistory.Grid> drawn) {
    this.title = title;
    this.history = history;
    this.interpolation = interpolation;
    this.settings = new LinkedHashMap<>(settings);
    this.outcome = new LinkedHashMap<>(outcome);
    this.drawn = drawn;
  }

  /** A report on what was recorded. */
  public static ImageReport of(String title, ImageHistory history) {
    return of(title, history, null);
  }

  /** A report some of whose pictures are drawn. */
  static ImageReport of(
      String title, ImageHistory history, @Nullable Gallery<ImageHistory.Grid> drawn) {
    return new ImageReport(title, history, null, Map.of(), Map.of(), drawn);
  }

  /** The same with samples between points of the latent space, a column each. */
  public ImageReport withInterpolation(@Nullable ImageGrid images) {
    return new ImageReport(title, history, images, settings, outcome, drawn);
  }

  /** The same with the settings of the run, by name. */
  public ImageReport withSettings(Map<String, String> newSettings) {
    return new ImageReport(title, history, interpolation, newSettings, outcome, drawn);
  }

  /** The same with how the run went: backend, timing. */
  public ImageReport withOutcome(Map<String, String> newOutcome) {
    return new ImageReport(title, history, interpolation, settings, newOutcome, drawn);
  }

  /**
   * Writes {@code training_loss.png}, {@code samples/}, {@code samples.gif}, {@code
   * interpolation.png} and {@code report.html} into a folder.
   */
  public void write(Path folder) throws IOException {
    List<Gallery.Work> besides = new ArrayList<>();
    if (!history.losses().isEmpty()) {
      besides.add(
          () ->
              RunReport.png(
                  folder.resolve("training_loss.png"), Pictures.losses(history.losses())));
    }
    ImageGrid between = interpolation;
    if (between != null) {
      besides.add(() -> between.write(folder.resolve("interpolation.png")));
    }
    besides.add(() -> HtmlPage.write(folder.resolve("report.html"), "images.html", page()));
    Gallery<ImageHistory.Grid> gallery =
        drawn != null && drawn.folder().equals(folder) ? drawn : gallery(folder);
    gallery.finish(history.grids(), besides);
  }

  /** The pictures of all grids, which have no axes. */
  static Gallery<ImageHistory.Grid> gallery(Path folder) {
    Optional<Bounds> none = Optional.of(Bounds.around(List.of()));
    return new Gallery<>(
        folder,
        List.of(
            Album.<ImageHistory.Grid>of(
                    folder.resolve("samples"),
                    "iteration_",
                    ImageHistory.Grid::iteration,
                    grids -> none,
                    (grid, axes) -> grid.images().draw())
                .animated(folder.resolve("samples.gif"), UnaryOperator.identity())));
  }

  private Map<String, Object> page() throws IOException {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("title", title);
    data.put("settings", settings);
    data.put("outcome", outcome);
    data.put("losses", HtmlPage.losses(history.losses()));
    data.put("metrics", history.metrics());
    List<Map<String, Object>> grids = new ArrayList<>();
    for (ImageHistory.Grid grid : history.grids()) {
      grids.add(Map.of("iteration", grid.iteration(), "png", inPage(grid.images())));
    }
    data.put("grids", grids);
    if (interpolation != null) {
      data.put("interpolation", inPage(interpolation));
    }
    return data;
  }

  private static String inPage(ImageGrid grid) throws IOException {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(Png.encode(grid.draw()));
  }
}
