package org.gan4j.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The plots of a run, in the colours of Okabe and Ito (2008) that colour-blind people can tell
 * apart: blue circles are real, orange diamonds generated, hollow before a player's steps.
 */
final class Pictures {
  static final int WIDTH = 760;
  static final int HEIGHT = 560;

  static final Color REAL = new Color(0x0072B2);
  static final Color GENERATED = new Color(0xD55E00);
  static final Color REAL_BEFORE = new Color(0x88CCEE);
  static final Color GENERATED_BEFORE = new Color(0xF0B860);

  private static final Color REFERENCE = new Color(0x777777);
  private static final Color GRID = new Color(0xE4E4E4);
  private static final double USUAL = 0.97;
  private static final int RED_BLUE = 0xff00ff;
  private static final int GREEN = 0x00ff00;

  private Pictures() {}

  /** A plot as an image with {@code scale} pixels a point. */
  static BufferedImage image(XYChart chart, int scale) {
    BufferedImage image =
        new BufferedImage(WIDTH * scale, HEIGHT * scale, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.scale(scale, scale);
      chart.paint(graphics, WIDTH, HEIGHT);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  /** The pixels of an image of type {@code INT_RGB}, row by row: its own, not a copy. */
  static int[] pixels(BufferedImage image) {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  /** An image of half the size, each pixel the mean of four. */
  static BufferedImage halved(BufferedImage image) {
    int width = image.getWidth() / 2;
    int height = image.getHeight() / 2;
    BufferedImage half = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] from = pixels(image);
    int[] into = pixels(half);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 2 * (y * image.getWidth() + x);
        into[y * width + x] =
            mean(
                from[at],
                from[at + 1],
                from[at + image.getWidth()],
                from[at + image.getWidth() + 1]);
      }
    }
    return half;
  }

  private static int mean(int a, int b, int c, int d) {
    if (a == b && a == c && a == d) {
      return a;
    }
    // Red and blue side by side, each with room for the sum of four.
    int redBlue = (a & RED_BLUE) + (b & RED_BLUE) + (c & RED_BLUE) + (d & RED_BLUE) + 0x020002;
    int green = (a & GREEN) + (b & GREEN) + (c & GREEN) + (d & GREEN) + 0x0200;
    return ((redBlue >>> 2) & RED_BLUE) | ((green >>> 2) & GREEN);
  }

  /** Both losses, thin as they were and thick as a moving mean, with where they would settle. */
  static XYChart losses(List<History.Losses> losses) {
    XYChart chart = chart("Training losses", "iteration", "loss");
    double[] iterations = losses.stream().mapToDouble(History.Losses::iteration).toArray();
    // XChart puts its ticks on the points, however crooked, if these are evenly spaced.
    iterations[iterations.length - 1] += 0.01;
    double[] discriminator = losses.stream().mapToDouble(History.Losses::discriminator).toArray();
    double[] generator = losses.stream().mapToDouble(History.Losses::generator).toArray();
    double bottom = Math.min(0, usual(discriminator, generator, 1 - USUAL));
    double top = Math.max(2 * Math.log(2), usual(discriminator, generator, USUAL));
    double margin = 0.15 * (top - bottom);
    // So far above the plot that a peak leaves it steeply; drawing any farther may overflow.
    double farAbove = top + 10 * (top - bottom);
    raw(chart, "discriminator, each", iterations, upTo(farAbove, discriminator), REAL_BEFORE);
    raw(chart, "generator, each", iterations, upTo(farAbove, generator), GENERATED_BEFORE);
    line(chart, "discriminator", iterations, upTo(farAbove, smooth(discriminator)), REAL, 2.2f);
    line(chart, "generator", iterations, upTo(farAbove, smooth(generator)), GENERATED, 2.2f);
    double end = losses.get(losses.size() - 1).iteration();
    reference(
        chart, "2 ln 2 and ln 2: equilibrium of the non-saturating loss", end, 2 * Math.log(2));
    reference(chart, "ln 2", end, Math.log(2)).setShowInLegend(false);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(Math.max(1, end));
    chart.getStyler().setYAxisMin(bottom).setYAxisMax(top + margin);
    return chart;
  }

  /** The loss below which this share of all losses is: a few peaks would hide all else. */
  private static double usual(double[] discriminator, double[] generator, double share) {
    double[] sorted =
        DoubleStream.concat(Arrays.stream(discriminator), Arrays.stream(generator))
            .sorted()
            .toArray();
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  private static double[] upTo(double top, double[] values) {
    return Arrays.stream(values).map(value -> Math.min(value, top)).toArray();
  }

  private static void raw(XYChart chart, String name, double[] x, double[] y, Color color) {
    line(chart, name, x, y, color, 0.7f).setShowInLegend(false);
  }

  private static XYSeries reference(XYChart chart, String name, double end, double value) {
    XYSeries series =
        line(
            chart,
            name,
            new double[] {0, Math.max(1, end)},
            new double[] {value, value},
            REFERENCE,
            1f);
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

  /** Real and generated samples. */
  static XYChart samples(History.Frame frame, Bounds bounds) {
    XYChart chart = chart("Samples at iteration %,d".formatted(frame.iteration()), "x", "y");
    points(chart, "real", bounds.inside(frame.real()), REAL, SeriesMarkers.CIRCLE);
    points(chart, "generated", bounds.inside(frame.generated()), GENERATED, SeriesMarkers.DIAMOND);
    return within(chart, bounds);
  }

  /** The four clouds of features around the steps of a player. */
  static XYChart features(History.Frame frame, Player player, Bounds bounds) {
    History.Features before = player.before(frame);
    History.Features after = player.after(frame);
    XYChart chart = featureChart("Features", frame, player);
    points(chart, "real before", bounds.inside(before.real()), REAL_BEFORE, HollowMarker.CIRCLE);
    points(
        chart,
        "generated before",
        bounds.inside(before.generated()),
        GENERATED_BEFORE,
        HollowMarker.DIAMOND);
    points(chart, "real after", bounds.inside(after.real()), REAL, SeriesMarkers.CIRCLE);
    points(
        chart,
        "generated after",
        bounds.inside(after.generated()),
        GENERATED,
        SeriesMarkers.DIAMOND);
    return within(chart, bounds);
  }

  /** The four centroids, each before joined with its after. */
  static XYChart centroids(History.Frame frame, Player player, Bounds bounds) {
    History.Features before = player.before(frame);
    History.Features after = player.after(frame);
    XYChart chart = featureChart("Feature centroids", frame, player);
    chart.getStyler().setMarkerSize(13);
    move(
        chart,
        "real",
        before.real(),
        after.real(),
        REAL_BEFORE,
        HollowMarker.CIRCLE,
        REAL,
        SeriesMarkers.CIRCLE);
    move(
        chart,
        "generated",
        before.generated(),
        after.generated(),
        GENERATED_BEFORE,
        HollowMarker.DIAMOND,
        GENERATED,
        SeriesMarkers.DIAMOND);
    return within(chart, bounds);
  }

  private static XYChart featureChart(String what, History.Frame frame, Player player) {
    return chart(
        "%s around the %s's steps of iteration %,d".formatted(what, player, frame.iteration()),
        "feature 1",
        "feature 2");
  }

  private static void move(
      XYChart chart,
      String name,
      Cloud before,
      Cloud after,
      Color beforeColor,
      Marker beforeMarker,
      Color afterColor,
      Marker afterMarker) {
    Cloud.Point from = before.centroid();
    Cloud.Point to = after.centroid();
    line(
            chart,
            name + " moves",
            new double[] {from.x(), to.x()},
            new double[] {from.y(), to.y()},
            afterColor,
            1.5f)
        .setShowInLegend(false);
    points(chart, name + " before", new Cloud(List.of(from)), beforeColor, beforeMarker);
    points(chart, name + " after", new Cloud(List.of(to)), afterColor, afterMarker);
  }

  private static XYChart chart(String title, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    chart
        .getStyler()
        .setPlotGridLinesColor(GRID)
        .setPlotGridLinesStroke(new BasicStroke(1f))
        .setAxisTickLabelsFont(font)
        .setAxisTitleFont(font.deriveFont(14f))
        .setChartTitleFont(font.deriveFont(Font.BOLD, 16f))
        .setChartTitleBoxVisible(false)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setLegendFont(font)
        .setLegendBorderColor(Color.WHITE)
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setMarkerSize(6);
    chart.getStyler().setXAxisTickMarkSpacingHint(95).setYAxisTickMarkSpacingHint(60);
    chart.getStyler().setXAxisDecimalPattern("#,##0.###");
    chart.getStyler().setYAxisDecimalPattern("#,##0.###");
    return chart;
  }

  private static XYChart within(XYChart chart, Bounds bounds) {
    chart.getStyler().setXAxisMin(bounds.left()).setXAxisMax(bounds.right());
    chart.getStyler().setYAxisMin(bounds.bottom()).setYAxisMax(bounds.top());
    return chart;
  }

  private static void points(XYChart chart, String name, Cloud cloud, Color color, Marker marker) {
    XYSeries series =
        cloud.points().isEmpty()
            ? chart.addSeries(name, new double[] {Double.NaN}, new double[] {Double.NaN})
            : chart.addSeries(name, cloud.xs(), cloud.ys());
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(marker);
    series.setMarkerColor(color);
  }

  private static XYSeries line(
      XYChart chart, String name, double[] x, double[] y, Color color, float width) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(width));
    return series;
  }

  /** All clouds that the feature plots show. */
  static List<Cloud> featureClouds(List<History.Frame> frames) {
    List<Cloud> clouds = new ArrayList<>();
    for (History.Frame frame : frames) {
      for (History.Features features : List.of(frame.start(), frame.middle(), frame.end())) {
        clouds.add(features.real());
        clouds.add(features.generated());
      }
    }
    return clouds;
  }

  /** The centroids of all clouds that the feature plots show. */
  static List<Cloud> featureCentroids(List<History.Frame> frames) {
    return featureClouds(frames).stream().map(c -> new Cloud(List.of(c.centroid()))).toList();
  }
}
