package dev.sluice.client.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.cluster.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamTemplatesTest {

  private static final String TEMPLATES =
      "{\"index_templates\":["
          + template("\"logs-*-*\"", "\"priority\":100,\"data_stream\":{}")
          + ","
          + template("\"logs-plain-*\"", "\"priority\":200")
          + ","
          + template(
              "\"a\",\"metrics*\"",
              "\"data_stream\":{\"hidden\":false},\"template\":{\"settings\":{\"index\":{\"mode\":"
                  + "\"time_series\"}}}")
          + "]}";

  private static String template(String patterns, String more) {
    return "{\"index_template\":{\"index_patterns\":[" + patterns + "]," + more + "}}";
  }

  private static Optional<FutureStream> future(String name) {
    return StreamTemplates.in(JsonTree.parse(TEMPLATES.getBytes(StandardCharsets.UTF_8))).of(name);
  }

  @Test
  void the_template_of_the_highest_priority_says_whether_a_name_becomes_a_data_stream() {
    assertThat(future("logs-app-prod")).isPresent();
    assertThat(future("logs-plain-prod")).isEmpty();
    assertThat(future("logs")).isEmpty();
    assertThat(future("a")).isPresent();
    assertThat(future("ab")).isEmpty();
  }

  @Test
  void a_stream_of_a_time_series_is_known_by_its_template() {
    assertThat(future("metrics-cpu").map(FutureStream::timeSeries)).contains(true);
    assertThat(future("logs-app-prod").map(FutureStream::timeSeries)).contains(false);
  }
}
