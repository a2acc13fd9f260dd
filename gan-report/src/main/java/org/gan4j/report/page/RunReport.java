package org.gan4j.report.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gan4j.report.picture.Bounds;
import org.gan4j.report.picture.LossChart;
import org.gan4j.report.picture.Png;
import org.gan4j.report.recording.Exhibit;
import org.gan4j.report.recording.Gallery;
import org.gan4j.report.recording.Recorder;
import org.gan4j.report.recording.Recording;
import org.jspecify.annotations.Nullable;

/**
 * The pictures, animations and page of a training run.
 *
 * <pre>{@code
 * RunReport.of("quadratic", recorder).withSettings(settings).write(Path.of("run"));
 * }</pre>
 */
public final class RunReport {
  /** Pictures without axes do not ask for them. */
  static final Bounds NO_AXES = Bounds.around(List.of());

  private final String title;
  private final Recording recording;
  private final @Nullable Gallery drawn;
  private final Map<String, String> settings;
  private final Map<String, String> outcome;
  private final List<Exhibit> exhibits;

  private RunReport(
      String title,
      Recording recording,
      @Nullable Gallery drawn,
      Map<String, String> settings,
      Map<String, String> outcome,
      List<Exhibit> exhibits) {
    this.title = title;
    this.recording = recording;
    this.drawn = drawn;
    this.settings = new LinkedHashMap<>(settings);
    this.outcome = new LinkedHashMap<>(outcome);
    this.exhibits = List.copyOf(exhibits);
  }

  /** A report on what was recorded. */
  public static RunReport of(String title, Recording recording) {
    return new RunReport(title, recording, null, Map.of(), Map.of(), List.of());
  }

  /** A report on what a recorder has seen so far; what it has drawn need not be drawn again. */
  public static RunReport of(String title, Recorder recorder) {
    return new RunReport(
        title, recorder.recording(), recorder.gallery(), Map.of(), Map.of(), List.of());
  }

  /** The same with the settings of the run, by name. */
  public RunReport withSettings(Map<String, String> newSettings) {
    return new RunReport(title, recording, drawn, newSettings, outcome, exhibits);
  }

  /** The same with how the run went: backend, timing. */
  public RunReport withOutcome(Map<String, String> newOutcome) {
    return new RunReport(title, recording, drawn, settings, newOutcome, exhibits);
  }

  /** The same with pictures that are shown once. */
  public RunReport withExhibits(List<Exhibit> newExhibits) {
    return new RunReport(title, recording, drawn, settings, outcome, newExhibits);
  }

  /**
   * Writes {@code training_loss.png}, the albums' pictures and animations, the exhibits and {@code
   * report.html} into a folder. All frames of an album have the same axes.
   */
  public void write(Path folder) throws IOException {
    List<Gallery.Work> besides = new ArrayList<>();
    if (!recording.losses().losses().isEmpty()) {
      besides.add(
          () -> Png.write(folder.resolve("training_loss.png"), LossChart.draw(recording.losses())));
    }
    for (Exhibit exhibit : exhibits) {
      besides.add(() -> Png.write(folder.resolve(exhibit.file()), exhibit.picture().draw(NO_AXES)));
    }
    besides.add(
        () ->
            HtmlPage.of(RunReport.class, "report.html")
                .write(
                    folder.resolve("report.html"),
                    RunPage.of(title, recording, settings, outcome, exhibits)));
    Gallery gallery =
        drawn != null && drawn.folder().equals(folder)
            ? drawn
            : new Gallery(folder, recording.albums());
    gallery.finish(recording.frames(), besides);
  }
}
