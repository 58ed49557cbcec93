package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ChartTest {

  @TempDir private Path dir;

  private final Scores scores = new Scores();

  @Test
  void a_bar_is_as_long_as_the_median_and_a_line_goes_from_the_least_to_the_most()
      throws Exception {
    Scenario scenario = scenario("sluice", "other", "broken");
    scores.add("sluice", 1, Metric.RATE, 50);
    scores.add("sluice", 2, Metric.RATE, 200);
    scores.add("sluice", 3, Metric.RATE, 100);
    scores.add("other", 1, Metric.RATE, 25);
    scores.fail("broken");

    Document svg = parsed(scenario);

    assertThat(attributes(svg, "rect", "class")).containsExactly("ground", "bar subject", "bar");
    assertThat(attributes(svg, "rect", "width")).containsExactly("799", "230.0", "57.5");
    assertThat(attributes(svg, "path", "d")).containsExactly("M365.0 74H710.0");
    assertThat(texts(svg))
        .containsExactly(
            "A <test> & more",
            "4,000 documents of 1,024 bytes; docs/s (more is better)",
            "sluice",
            "100",
            "other",
            "25",
            "broken",
            "failed");
  }

  @Test
  void a_scenario_that_shows_the_time_of_the_whole_load_is_a_chart_of_it() throws Exception {
    Scenario scenario =
        Scenario.named("story", "a test", ServerKind.ONE_NODE)
            .entrants(Entrant.of("sluice"))
            .shows(Metric.LOADED)
            .build();
    scores.add("sluice", 1, Metric.RATE, 50);
    scores.add("sluice", 1, Metric.LOADED, 2.25);

    assertThat(texts(parsed(scenario)))
        .contains("60,000 documents of 1,024 bytes; until searchable, s (less is better)", "2.3");
  }

  @Test
  void a_dozen_entrants_fit_in_ten_kilobytes_and_in_the_frame() throws Exception {
    String[] names =
        IntStream.range(0, 12)
            .mapToObj(i -> "elasticsearch-hadoop-32-m-" + i)
            .toArray(String[]::new);
    for (String name : names) {
      scores.add(name, 1, Metric.RATE, 1_000_000);
      scores.add(name, 2, Metric.RATE, 2_000_000);
    }

    assertThat(Chart.of(scenario(names), scores).toSvg().getBytes(UTF_8)).hasSizeLessThan(10_000);
    assertThat(attributes(parsed(scenario(names)), "text", "x"))
        .allMatch(x -> Integer.parseInt(x) < 720);
    assertThat(attributes(parsed(scenario(names)), "rect", "y"))
        .endsWith("352")
        .allMatch(y -> Double.parseDouble(y) < 386 - 16);
    assertThat(attributes(parsed(scenario(names)), "svg", "height")).containsExactly("386");
  }

  @Test
  void there_is_no_chart_of_nothing() throws Exception {
    Path file = dir.resolve("nothing.svg");
    scores.fail("sluice");

    Chart.of(scenario("sluice"), scores).write(file);

    assertThat(Files.exists(file)).isFalse();
  }

  private static Scenario scenario(String... entrants) {
    return Scenario.named("local", "a <test> & more", ServerKind.ONE_NODE)
        .documents(4000, 1000)
        .entrants(List.of(entrants).stream().map(Entrant::of).toArray(Entrant[]::new))
        .build();
  }

  private Document parsed(Scenario scenario) throws Exception {
    byte[] svg = Chart.of(scenario, scores).toSvg().getBytes(UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg));
  }

  private static List<String> attributes(Document svg, String element, String name) {
    NodeList all = svg.getElementsByTagName(element);
    return IntStream.range(0, all.getLength())
        .mapToObj(i -> ((Element) all.item(i)).getAttribute(name))
        .toList();
  }

  private static List<String> texts(Document svg) {
    NodeList all = svg.getElementsByTagName("text");
    return IntStream.range(0, all.getLength()).mapToObj(i -> all.item(i).getTextContent()).toList();
  }
}
