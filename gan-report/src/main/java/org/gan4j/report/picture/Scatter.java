package org.gan4j.report.picture;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Points in the plane, a layer over the other.
 *
 * <pre>{@code
 * Scatter.of("Samples", new Layer("real", Mark.REAL, real), new Layer("generated", Mark.GENERATED, made))
 * }</pre>
 *
 * @param moves lines along which points have moved; where there are any, points are drawn large
 * @param framing the points around which the axes lie
 * @param outliers which share of them may lie outside on each side, in [0, 0.5)
 */
public record Scatter(
    String title,
    String xTitle,
    String yTitle,
    List<Layer> layers,
    List<Move> moves,
    List<Cloud> framing,
    double outliers)
    implements Picture {
  private static final int LARGE = 13;
  private static final float MOVE_WIDTH = 1.5f;

  /**
   * Points of one kind.
   *
   * @param name what the legend calls them
   */
  public record Layer(String name, Mark mark, Cloud cloud) {}

  /** Where a point was and where it is. */
  public record Move(Mark mark, Cloud.Point from, Cloud.Point to) {}

  /** Copies the lists. */
  public Scatter {
    layers = List.copyOf(layers);
    moves = List.copyOf(moves);
    framing = List.copyOf(framing);
  }

  /** Layers, the last on top, with axes x and y around all points. */
  public static Scatter of(String title, Layer... layers) {
    List<Cloud> all = List.of(layers).stream().map(Layer::cloud).toList();
    return new Scatter(title, "x", "y", List.of(layers), List.of(), all, 0);
  }

  /** The same with other names of the axes. */
  public Scatter withAxes(String newXTitle, String newYTitle) {
    return new Scatter(title, newXTitle, newYTitle, layers, moves, framing, outliers);
  }

  /** The same with the lines along which its points have moved. */
  public Scatter withMoves(Move... newMoves) {
    return new Scatter(title, xTitle, yTitle, layers, List.of(newMoves), framing, outliers);
  }

  /** The same with axes around other points, but for a share of outliers on each side. */
  public Scatter withFraming(List<Cloud> newFraming, double newOutliers) {
    return new Scatter(title, xTitle, yTitle, layers, moves, newFraming, newOutliers);
  }

  @Override
  public BufferedImage draw(Bounds axes) {
    Chart chart = Chart.of(title, xTitle, yTitle).within(axes);
    if (!moves.isEmpty()) {
      chart.withMarkerSize(LARGE);
    }
    for (int i = 0; i < moves.size(); i++) {
      Cloud.Point from = moves.get(i).from();
      Cloud.Point to = moves.get(i).to();
      chart
          .line(
              "move " + i,
              new double[] {from.x(), to.x()},
              new double[] {from.y(), to.y()},
              moves.get(i).mark().color(),
              MOVE_WIDTH)
          .setShowInLegend(false);
    }
    layers.forEach(layer -> chart.points(layer.name(), axes.inside(layer.cloud()), layer.mark()));
    return chart.draw();
  }

  /** At half the size. */
  @Override
  public BufferedImage animated(BufferedImage drawn) {
    return Pixels.halved(drawn);
  }
}
