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
import org.gan4j.report.picture.Mark;
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

  // Records have an order: maps of Map.of have another one in each process.

  private record ShownAlbum(String title, Bounds axes, List<Object> pictures) {}

  private record ShownExhibit(String title, String png) {}

  private record Image(String png) {}

  private record Points(List<Layer> layers, List<Move> moves) {}

  private record Layer(String name, Mark mark, List<List<Double>> points) {}

  private record Move(Mark mark, List<List<Double>> points) {}

  private static List<ShownAlbum> albums(Recording recording) throws IOException {
    List<ShownAlbum> albums = new ArrayList<>();
    for (Album album : recording.albums()) {
      Optional<Bounds> axes = Gallery.axes(album, recording.frames());
      if (axes.isPresent()) {
        List<Object> pictures = new ArrayList<>();
        for (Frame frame : recording.frames()) {
          Picture picture = frame.pictures().get(album);
          pictures.add(picture == null ? Map.of() : content(picture, axes.get()));
        }
        albums.add(new ShownAlbum(album.title(), axes.get(), pictures));
      }
    }
    return albums;
  }

  private static List<ShownExhibit> exhibits(List<Exhibit> exhibits) throws IOException {
    List<ShownExhibit> shown = new ArrayList<>();
    for (Exhibit exhibit : exhibits) {
      shown.add(new ShownExhibit(exhibit.title(), png(exhibit.picture(), RunReport.NO_AXES)));
    }
    return shown;
  }

  /** Points, which the page draws by itself, or else the picture as it is in its file. */
  private static Object content(Picture picture, Bounds axes) throws IOException {
    return picture instanceof Scatter scatter ? points(scatter) : new Image(png(picture, axes));
  }

  private static Points points(Scatter scatter) {
    return new Points(
        scatter.layers().stream()
            .map(layer -> new Layer(layer.name(), layer.mark(), pairs(layer.cloud())))
            .toList(),
        scatter.moves().stream()
            .map(move -> new Move(move.mark(), pairs(new Cloud(List.of(move.from(), move.to())))))
            .toList());
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
