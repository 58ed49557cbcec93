package dev.sluice.parity;

import static dev.sluice.parity.Parity.artists;
import static dev.sluice.parity.Parity.byId;
import static dev.sluice.parity.Parity.rest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.it.Artists;
import dev.sluice.parity.Parity.Document;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What elasticsearch-hadoop's own tests update, and what must become of the documents. */
final class ParityUpdateIT {

  @TempDir Path temp;

  @AfterAll
  static void clean() {
    Parity.clean();
  }

  private DropInJob job(Way way, String operation, String... keys) throws Exception {
    return DropInJob.of(way, temp).set("es.write.operation", operation).set(keys);
  }

  /** An index with three documents, of numbers 1 to 3. */
  private static String indexed(Way way, String name) {
    String index = way.index(name);
    for (int i = 1; i <= 3; i++) {
      rest()
          .put(
              "/" + index + "/_doc/" + i,
              "{\"number\":" + i + ",\"counter\":1,\"name\":\"old\",\"list\":[\"one\"]}");
    }
    return index;
  }

  private static List<String> three(Way way) {
    return Artists.all().stream()
        .limit(3)
        .map(artist -> way.json ? artist.json() : artist.line())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_MAPS", "NEW_API_JSON"})
  void an_update_without_an_id_is_refused_at_submit(Way way) {
    assertThatThrownBy(() -> job(way, "update").writes(way.index("no-id")))
        .hasMessageContaining("es.mapping.id");
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_MAPS", "NEW_API_JSON"})
  void upserts_insert_first_and_update_then(Way way) throws Exception {
    String index = way.index("upserted");
    String[] ids = {"es.mapping.id", "number"};

    assertThat(job(way, "upsert", ids).writes(index)).isTrue();
    assertThat(byId(index, Document::source)).isEqualTo(artists(way::source));

    List<String> changed = List.of(way.json ? "{\"number\":2,\"note\":\"changed\"}" : "2\tchanged");
    assertThat(job(way, "upsert", ids).lines(changed).writes(index)).isTrue();

    assertThat(byId(index, Document::source)).hasSize(Artists.COUNT);
    assertThat(rest().source(index, "2").orElseThrow())
        .contains("\"note\":\"changed\"", "\"tag\":\"1\"");
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_JSON", "NEW_API_MAPS"})
  void an_update_of_what_is_not_there_fails_the_job(Way way) throws Exception {
    String index = indexed(way, "absent");

    assertThat(job(way, "update", "es.mapping.id", "number").writes(index)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_MAPS", "NEW_API_JSON"})
  void documents_are_deleted_by_their_id(Way way) throws Exception {
    String index = indexed(way, "deleted");
    List<String> two = three(way).subList(0, 2);

    assertThat(job(way, "delete", "es.mapping.id", "number").lines(two).writes(index)).isTrue();

    assertThat(byId(index, Document::source)).containsOnlyKeys("3");
  }
}
