package org.gan4j.report.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What all plots have in common: size, fonts, grid, legend. */
final class Chart {
  static final int WIDTH = 760;
  static final int HEIGHT = 560;

  private static final int PIXELS_PER_POINT = 2;
  private static final Color GRID = new Color(0xE4E4E4);

  private final XYChart chart;

  private Chart(XYChart chart) {
    this.chart = chart;
  }

  static Chart of(String title, String x, String y) {
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
    return new Chart(chart);
  }

  Chart withMarkerSize(int size) {
    chart.getStyler().setMarkerSize(size);
    return this;
  }

  Chart within(Bounds bounds) {
    chart.getStyler().setXAxisMin(bounds.left()).setXAxisMax(bounds.right());
    chart.getStyler().setYAxisMin(bounds.bottom()).setYAxisMax(bounds.top());
    return this;
  }

  void points(String name, Cloud cloud, Mark mark) {
    XYSeries series =
        cloud.points().isEmpty()
            ? chart.addSeries(name, new double[] {Double.NaN}, new double[] {Double.NaN})
            : chart.addSeries(name, cloud.xs(), cloud.ys());
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(mark.marker());
    series.setMarkerColor(mark.color());
  }

  XYSeries line(String name, double[] x, double[] y, Color color, float width) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(width));
    return series;
  }

  BufferedImage draw() {
    return draw(PIXELS_PER_POINT);
  }

  BufferedImage draw(int scale) {
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
}
