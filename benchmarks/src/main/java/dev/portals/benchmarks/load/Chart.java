package dev.portals.benchmarks.load;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.svg.SVGGraphics2D;

/** Draws samples as a picture. */
final class Chart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 400;
  private static final float LINE = 1.5f;
  private static final double MEBIBYTE = 1 << 20;
  private static final List<Color> COLOURS =
      List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73));

  private Chart() {}

  static void write(Path file, String title, List<Sample> samples) throws IOException {
    var series = new XYSeriesCollection();
    series.addSeries(series("disk", samples, Sample::disk));
    series.addSeries(series("process in memory", samples, Sample::process));
    series.addSeries(series("heap after a collection", samples, Sample::heap));
    var svg = new SVGGraphics2D(WIDTH, HEIGHT);
    chart(title, series).draw(svg, new Rectangle(WIDTH, HEIGHT));
    Files.writeString(file, svg.getSVGDocument() + "\n");
  }

  private static JFreeChart chart(String title, XYSeriesCollection series) {
    var chart = ChartFactory.createXYLineChart(title, "minutes", "MiB", series);
    var plot = chart.getXYPlot();
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    plot.getRangeAxis().setLowerBound(0);
    for (var line = 0; line < COLOURS.size(); line++) {
      plot.getRenderer().setSeriesPaint(line, COLOURS.get(line));
      plot.getRenderer().setSeriesStroke(line, new BasicStroke(LINE));
    }
    return chart;
  }

  private static XYSeries series(String name, List<Sample> samples, ToLongFunction<Sample> bytes) {
    var series = new XYSeries(name);
    for (var sample : samples) {
      series.add(sample.seconds() / 60, bytes.applyAsLong(sample) / MEBIBYTE);
    }
    return series;
  }
}
