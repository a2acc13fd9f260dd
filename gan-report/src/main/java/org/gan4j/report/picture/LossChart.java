package org.gan4j.report.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYSeries;

/** Curves of losses as a plot. */
public final class LossChart {
  private static final Color REFERENCE = new Color(0x777777);
  private static final double USUAL = 0.97;

  /** The colours of the curves, in their order; where there are more curves they begin anew. */
  private static final List<Tint> TINTS =
      List.of(
          new Tint(0x0072B2, 0x88CCEE),
          new Tint(0xD55E00, 0xF0B860),
          new Tint(0x009E73, 0x8FD6C0),
          new Tint(0xCC79A7, 0xECCFDF),
          new Tint(0x555555, 0xC4C4C4),
          new Tint(0x56B4E9, 0xC3E4F8));

  private record Tint(Color smooth, Color raw) {
    Tint(int smooth, int raw) {
      this(new Color(smooth), new Color(raw));
    }
  }

  private LossChart() {}

  /**
   * Draws the losses, thin as they were and thick as a moving mean, with where they would settle.
   *
   * @param curves of at least one iteration
   * @return an image of type {@code INT_RGB}
   */
  public static BufferedImage draw(LossCurves curves) {
    return chart(curves).draw();
  }

  static Chart chart(LossCurves curves) {
    Chart chart = Chart.of("Training losses", "iteration", "loss");
    double[] iterations =
        curves.losses().stream().mapToDouble(LossCurves.Losses::iteration).toArray();
    double end = Math.max(1, iterations[iterations.length - 1]);
    // XChart puts its ticks on the points, however crooked, if these are evenly spaced.
    iterations[iterations.length - 1] += 0.01;
    double[] sorted = curves.sorted();
    double bottom = Math.min(0, usual(sorted, 1 - USUAL));
    double highest = curves.levels().stream().mapToDouble(level -> level).max().orElse(bottom);
    double top = Math.max(highest, usual(sorted, USUAL));
    double margin = top > bottom ? 0.15 * (top - bottom) : 1;
    // So far above the plot that a peak leaves it steeply; drawing any farther may overflow.
    double farAbove = top + 10 * (top - bottom);
    for (int i = 0; i < curves.names().size(); i++) {
      double[] raw = upTo(farAbove, curves.curve(i));
      chart
          .line(curves.names().get(i) + ", each", iterations, raw, tint(i).raw, 0.7f)
          .setShowInLegend(false);
    }
    for (int i = 0; i < curves.names().size(); i++) {
      double[] smooth = upTo(farAbove, smooth(curves.curve(i)));
      chart.line(curves.names().get(i), iterations, smooth, tint(i).smooth, 2.2f);
    }
    LossCurves.Reference reference = curves.reference();
    for (int i = 0; reference != null && i < reference.levels().size(); i++) {
      level(chart, reference.name() + " ".repeat(i), end, reference.levels().get(i))
          .setShowInLegend(i == 0);
    }
    return chart.within(new Bounds(0, end, bottom, top + margin));
  }

  private static Tint tint(int index) {
    return TINTS.get(index % TINTS.size());
  }

  /** The loss below which this share of all losses is: a few peaks would hide all else. */
  private static double usual(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  private static double[] upTo(double top, double[] values) {
    return Arrays.stream(values).map(value -> Math.min(value, top)).toArray();
  }

  private static XYSeries level(Chart chart, String name, double end, double value) {
    XYSeries series =
        chart.line(name, new double[] {0, end}, new double[] {value, value}, REFERENCE, 1f);
    series.setLineStyle(
        new BasicStroke(
            1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1f, new float[] {5, 4}, 0f));
    return series;
  }

  private static double[] smooth(double[] values) {
    int reach = values.length / 100;
    double[] smoothed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int from = Math.max(0, i - reach);
      int to = Math.min(values.length, i + reach + 1);
      smoothed[i] = Arrays.stream(values, from, to).average().orElseThrow();
    }
    return smoothed;
  }
}
