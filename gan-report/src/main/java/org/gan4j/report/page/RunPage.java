package org.gan4j.report.page;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gan4j.report.picture.Bounds;
import org.gan4j.report.picture.Cloud;
import org.gan4j.report.picture.LossCurves;
import org.gan4j.report.picture.Picture;
import org.gan4j.report.picture.Png;
import org.gan4j.report.picture.Scatter;
import org.gan4j.report.recording.Album;
import org.gan4j.report.recording.Exhibit;
import org.gan4j.report.recording.Frame;
import org.gan4j.report.recording.Gallery;
import org.gan4j.report.recording.Recording;

/** What the page of a run draws, as {@code report.html} expects it. */
final class RunPage {
  private RunPage() {}

  static Map<String, Object> of(
      String title,
      Recording recording,
      Map<String, String> settings,
      Map<String, String> outcome,
      List<Exhibit> exhibits)
      throws IOException {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("title", title);
    data.put("settings", settings);
    data.put("outcome", outcome);
    data.put("lossNames", recording.losses().names());
    data.put("losses", losses(recording.losses()));
    LossCurves.Reference reference = recording.losses().reference();
    if (reference != null) {
      data.put("reference", reference);
    }
    data.put("iterations", recording.frames().stream().map(Frame::iteration).toList());
    data.put("albums", albums(recording));
    data.put("exhibits", exhibits(exhibits));
    data.put("metrics", recording.metrics());
    return data;
  }

  /** A row an iteration: its number, then all losses. */
  private static List<List<Number>> losses(LossCurves curves) {
    List<List<Number>> rows = new ArrayList<>();
    for (LossCurves.Losses at : curves.losses()) {
      List<Number> row = new ArrayList<>(List.of(at.iteration()));
      at.values().forEach(value -> row.add(rounded(value)));
      rows.add(row);
    }
    return rows;
  }

  private static List<Map<String, Object>> albums(Recording recording) throws IOException {
    List<Map<String, Object>> albums = new ArrayList<>();
    for (Album album : recording.albums()) {
      Optional<Bounds> axes = Gallery.axes(album, recording.frames());
      if (axes.isPresent()) {
        List<Object> pictures = new ArrayList<>();
        for (Frame frame : recording.frames()) {
          Picture picture = frame.pictures().get(album);
          pictures.add(picture == null ? Map.of() : content(picture, axes.get()));
        }
        albums.add(Map.of("title", album.title(), "axes", axes.get(), "pictures", pictures));
      }
    }
    return albums;
  }

  private static List<Map<String, Object>> exhibits(List<Exhibit> exhibits) throws IOException {
    List<Map<String, Object>> shown = new ArrayList<>();
    for (Exhibit exhibit : exhibits) {
      shown.add(Map.of("title", exhibit.title(), "png", png(exhibit.picture(), RunReport.NO_AXES)));
    }
    return shown;
  }

  /** Points, which the page draws by itself, or else the picture as it is in its file. */
  private static Map<String, Object> content(Picture picture, Bounds axes) throws IOException {
    return picture instanceof Scatter scatter ? points(scatter) : Map.of("png", png(picture, axes));
  }

  private static Map<String, Object> points(Scatter scatter) {
    List<Map<String, Object>> layers = new ArrayList<>();
    for (Scatter.Layer layer : scatter.layers()) {
      layers.add(
          Map.of("name", layer.name(), "mark", layer.mark(), "points", pairs(layer.cloud())));
    }
    List<Map<String, Object>> moves = new ArrayList<>();
    for (Scatter.Move move : scatter.moves()) {
      moves.add(
          Map.of("mark", move.mark(), "points", pairs(new Cloud(List.of(move.from(), move.to())))));
    }
    return Map.of("layers", layers, "moves", moves);
  }

  private static String png(Picture picture, Bounds axes) throws IOException {
    return HtmlPage.dataUrl(Png.encode(picture.draw(axes)));
  }

  private static List<List<Double>> pairs(Cloud cloud) {
    return cloud.points().stream().map(p -> List.of(rounded(p.x()), rounded(p.y()))).toList();
  }

  /** Four digits are more than a screen can show. */
  private static double rounded(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(5)).doubleValue()
        : 0;
  }
}
