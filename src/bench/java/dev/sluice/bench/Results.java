package dev.sluice.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What came out, for machines: a JSON file and a chart for each scenario. */
final class Results {

  private final Path dir;

  Results(Path dir) {
    this.dir = dir;
  }

  void write(Scenario scenario, Scores scores, List<Ratio> ratios) throws IOException {
    Files.createDirectories(dir);
    writeJson(scenario, scores, ratios);
    Chart.of(scenario, scores).write(dir.resolve(scenario.name() + ".svg"));
  }

  private void writeJson(Scenario scenario, Scores scores, List<Ratio> ratios) throws IOException {
    try (OutputStream file = Files.newOutputStream(dir.resolve(scenario.name() + ".json"));
        JsonGenerator json = new JsonFactory().createGenerator(file)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("scenario", scenario.name());
      json.writeStringField("about", scenario.about());
      json.writeStringField("date", Clock.systemUTC().instant().toString());
      writeMachine(json);
      json.writeNumberField("documents", scenario.documents());
      json.writeNumberField("size", scenario.size());
      json.writeNumberField("tasks", scenario.tasks());
      json.writeNumberField("shards", scenario.index().shards());
      json.writeNumberField("replicas", scenario.index().replicas());
      writeEntrants(json, scenario, scores);
      writeRatios(json, ratios);
      json.writeEndObject();
    }
  }

  private static void writeMachine(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("machine");
    json.writeNumberField("cores", Runtime.getRuntime().availableProcessors());
    json.writeStringField("os", System.getProperty("os.name"));
    json.writeStringField("architecture", System.getProperty("os.arch"));
    json.writeStringField("java", Runtime.version().toString());
    json.writeStringField("elasticsearch", System.getProperty("sluice.test.server-version"));
    json.writeStringField("elasticsearch-hadoop", version("elasticsearch-spark-30_2.12"));
    json.writeStringField("bulk-ingester", version("elasticsearch-java"));
    json.writeEndObject();
  }

  /** By the name of its file, as a jar need not say it inside. */
  private static String version(String artifact) {
    Matcher jar =
        Pattern.compile(Pattern.quote(artifact) + "-(\\d[^/]*)\\.jar")
            .matcher(System.getProperty("java.class.path"));
    return jar.find() ? jar.group(1) : "unknown";
  }

  private static void writeEntrants(JsonGenerator json, Scenario scenario, Scores scores)
      throws IOException {
    json.writeArrayFieldStart("entrants");
    for (Entrant entrant : scenario.entrants()) {
      json.writeStartObject();
      json.writeStringField("name", entrant.name());
      json.writeBooleanField("tuned", entrant.tuned());
      json.writeNumberField("failed", scores.failures(entrant.name()));
      for (Metric metric : Metric.values()) {
        json.writeArrayFieldStart(metric.text());
        for (double value : scores.values(entrant.name(), metric).values()) {
          json.writeNumber(value);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeRatios(JsonGenerator json, List<Ratio> ratios) throws IOException {
    json.writeArrayFieldStart("ratios");
    for (Ratio ratio : ratios) {
      json.writeStartObject();
      json.writeStringField("metric", ratio.metric().text());
      json.writeStringField("of", ratio.of());
      json.writeStringField("to", ratio.to());
      json.writeNumberField("value", ratio.value());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
