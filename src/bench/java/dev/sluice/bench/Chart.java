package dev.sluice.bench;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The rates of a scenario: for each entrant a bar for each round, none where it failed. */
final class Chart {

  private static final int MARGIN = 200;
  private static final int WIDTH_OF_ONE = 200;

  private final CategoryChart chart;

  private Chart(CategoryChart chart) {
    this.chart = chart;
  }

  static Chart of(Scenario scenario, Scores scores) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(MARGIN + WIDTH_OF_ONE * scenario.entrants().size())
            .height(400)
            .title(scenario.name() + ": " + scenario.about())
            .yAxisTitle(Metric.RATE.heading())
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setYAxisMin(0.0);
    List<String> names = scenario.entrants().stream().map(Entrant::name).toList();
    TreeSet<Integer> rounds = new TreeSet<>();
    names.forEach(name -> rounds.addAll(scores.values(name, Metric.RATE).keySet()));
    for (int round : rounds) {
      List<Double> rates =
          names.stream()
              .map(name -> scores.values(name, Metric.RATE).getOrDefault(round, 0.0))
              .toList();
      chart.addSeries("round " + round, names, rates);
    }
    return new Chart(chart);
  }

  /** Writes it as SVG, unless there is nothing to show. */
  void write(Path file) throws IOException {
    if (chart.getSeriesMap().isEmpty()) {
      return;
    }
    VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
  }
}
