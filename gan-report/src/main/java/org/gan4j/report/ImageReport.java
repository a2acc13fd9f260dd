package org.gan4j.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * The pictures, animation and page of a training run on images.
 *
 * <pre>{@code
 * ImageReport.of("mnist", recorder.history()).withSettings(settings).write(Path.of("run"));
 * }</pre>
 *
 * @param title what was trained
 * @param history what was recorded
 * @param interpolation samples between points of the latent space, a column each
 * @param settings the settings of the run, by name
 * @param outcome how the run went: backend, timing
 */
public record ImageReport(
    String title,
    ImageHistory history,
    @Nullable ImageGrid interpolation,
    Map<String, String> settings,
    Map<String, String> outcome) {

  /** A report on what was recorded. */
  public static ImageReport of(String title, ImageHistory history) {
    return new ImageReport(title, history, null, Map.of(), Map.of());
  }

  /** The same with samples between points of the latent space. */
  public ImageReport withInterpolation(@Nullable ImageGrid images) {
    return new ImageReport(title, history, images, settings, outcome);
  }

  /** The same with the settings of the run, by name. */
  public ImageReport withSettings(Map<String, String> newSettings) {
    return new ImageReport(title, history, interpolation, newSettings, outcome);
  }

  /** The same with how the run went. */
  public ImageReport withOutcome(Map<String, String> newOutcome) {
    return new ImageReport(title, history, interpolation, settings, newOutcome);
  }

  /**
   * Writes {@code training_loss.png}, {@code samples.gif}, {@code interpolation.png} and {@code
   * report.html} into a folder.
   */
  public void write(Path folder) throws IOException {
    if (!history.losses().isEmpty()) {
      RunReport.png(folder.resolve("training_loss.png"), Pictures.losses(history.losses()));
    }
    List<ImageHistory.Grid> grids = history.grids();
    if (!grids.isEmpty()) {
      AnimatedGif.write(
          folder.resolve("samples.gif"), grids.size(), i -> grids.get(i).images().draw());
    }
    if (interpolation != null) {
      interpolation.write(folder.resolve("interpolation.png"));
    }
    HtmlPage.write(folder.resolve("report.html"), "images.html", page());
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
    BufferedImage image = grid.draw();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }
}
