package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;

/** The rates of a scenario as bars, each with the spread of its rounds. */
final class Chart {

  private final CategoryChart chart;

  private Chart(CategoryChart chart) {
    this.chart = chart;
  }

  static Chart of(Scenario scenario, Scores scores) {
    List<String> names = new ArrayList<>();
    List<Double> medians = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    for (Entrant entrant : scenario.entrants()) {
      scores
          .spread(entrant.name(), Metric.RATE)
          .ifPresent(
              rate -> {
                names.add(entrant.name());
                medians.add(rate.median());
                errors.add((rate.max() - rate.min()) / 2);
              });
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(160 + 120 * scenario.entrants().size())
            .height(400)
            .title(scenario.name() + ": " + scenario.about())
            .yAxisTitle(Metric.RATE.heading())
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setYAxisMin(0.0);
    if (!names.isEmpty()) {
      chart.addSeries(Metric.RATE.heading(), names, medians, errors);
    }
    return new Chart(chart);
  }

  /** Writes it as SVG. */
  void write(Path file) throws IOException {
    VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
  }
}
