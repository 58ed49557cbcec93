package dev.sluice.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.it.Artists;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The requests of those scenarios that not every server can carry out: scripts need painless, and a
 * pipeline its processors. They are looked at before they reach the server, which knows nothing of
 * them.
 */
final class ParityRequestsIT {

  @TempDir Path temp;

  @AfterAll
  static void clean() {
    Parity.clean();
  }

  private static List<Artists> three() {
    return Artists.all().subList(0, 3);
  }

  private DropInJob job(Way way, Recorder recorder, String... keys) throws Exception {
    return DropInJob.of(way, temp)
        .set("es.nodes", recorder.authority(), "es.nodes.wan.only", "true")
        .set("es.mapping.id", "number")
        .set(keys)
        .lines(three().stream().map(way.json ? Artists::json : Artists::line).toList());
  }

  @ParameterizedTest
  @EnumSource
  void a_script_is_sent_with_its_parameters_for_each_document(Script script) throws Exception {
    // Both occur; each with every script would take twice the time and tell no more.
    Way way = script.name().length() % 2 == 0 ? Way.OLD_API_MAPS : Way.NEW_API_JSON;
    String index = way.index(script.indexName());
    Parity.rest().put("/" + index, "{}");
    try (Recorder recorder = Recorder.before(Parity.url())) {
      DropInJob job = job(way, recorder, "es.write.operation", script.operation);

      boolean good = script.in(job).set("es.update.retry.on.conflict", "3").writes(index);

      List<String> expected = new ArrayList<>();
      for (Artists artist : three()) {
        expected.add(
            "{\"update\":{\"_index\":\"%s\",\"_id\":\"%d\",\"retry_on_conflict\":3}}"
                .formatted(index, artist.number()));
        expected.add(script.line(way.source(artist)));
      }
      assertThat(good).isTrue();
      assertThat(recorder.lines()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_document_names_its_pipeline(Way way) throws Exception {
    String index = way.index("pipeline");
    Parity.rest().put("/" + index, "{}");
    Parity.rest().put("/_ingest/pipeline/" + index, "{\"processors\":[]}");
    try (Recorder recorder = Recorder.before(Parity.url())) {

      assertThat(job(way, recorder, "es.ingest.pipeline", index).writes(index)).isTrue();

      assertThat(recorder.lines())
          .hasSize(6)
          .filteredOn(line -> line.startsWith("{\"index\":"))
          .hasSize(3)
          .allMatch(line -> line.contains("\"pipeline\":\"" + index + "\""));
    } finally {
      Parity.rest().delete("/_ingest/pipeline/" + index);
    }
  }
}
