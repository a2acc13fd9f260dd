package org.gan4j.report.picture;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import org.knowm.xchart.style.markers.Marker;

/** An outline wide enough to be seen around a filled marker at the same place. */
final class HollowMarker extends Marker {
  static final Marker CIRCLE =
      new HollowMarker((x, y, r) -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
  static final Marker DIAMOND = new HollowMarker(HollowMarker::diamond);

  private static final BasicStroke STROKE = new BasicStroke(1.5f);
  private static final double MORE_THAN_FILLED = 1.3;

  private interface Outline {
    Shape around(double x, double y, double radius);
  }

  private final Outline outline;

  private HollowMarker(Outline outline) {
    this.outline = outline;
  }

  @Override
  public void paint(Graphics2D graphics, double x, double y, int size) {
    graphics.setStroke(STROKE);
    graphics.draw(outline.around(x, y, MORE_THAN_FILLED * size / 2));
  }

  private static Shape diamond(double x, double y, double radius) {
    double reach = 1.25 * radius;
    Path2D path = new Path2D.Double();
    path.moveTo(x - reach, y);
    path.lineTo(x, y - reach);
    path.lineTo(x + reach, y);
    path.lineTo(x, y + reach);
    path.closePath();
    return path;
  }
}
