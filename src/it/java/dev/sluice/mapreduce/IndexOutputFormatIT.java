package dev.sluice.mapreduce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
import dev.sluice.config.ConfigException;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.LoadCounter;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.VIntWritable;
import org.apache.hadoop.io.Writable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole jobs of Hadoop's local runner against a real server. */
@Timeout(180)
class IndexOutputFormatIT {

  @TempDir Path temp;

  private final ElasticsearchServer server = ElasticsearchServer.shared();

  @Test
  void json_texts_are_indexed_byte_for_byte_under_their_keys() throws Exception {
    LocalJob job =
        job()
            .set("sluice.id", "key")
            .input(text("a"), text("{\"n\": 1.50}"), text("b"), text("{}"));

    try (Index index = server.index("text")) {
      assertThat(job.run(server.url(), index)).isTrue();

      assertThat(index.ids()).containsExactly("a", "b");
      assertThat(server.rest().source(index.name(), "a")).contains("{\"n\": 1.50}");
    }
  }

  @Test
  void a_time_series_makes_the_ids_of_its_documents_itself() throws Exception {
    String body =
        "{\"settings\":{\"index.mode\":\"time_series\",\"index.routing_path\":[\"host\"],"
            + "\"index.time_series.start_time\":\"2026-01-01T00:00:00Z\","
            + "\"index.time_series.end_time\":\"2026-12-31T00:00:00Z\"},"
            + "\"mappings\":{\"properties\":{\"@timestamp\":{\"type\":\"date\"},"
            + "\"host\":{\"type\":\"keyword\",\"time_series_dimension\":true},"
            + "\"n\":{\"type\":\"long\",\"time_series_metric\":\"gauge\"}}}}";
    LocalJob job =
        job()
            .input(
                text("a"),
                text("{\"@timestamp\":\"2026-06-01T00:00:00Z\",\"host\":\"x\",\"n\":1}"),
                text("b"),
                text("{\"@timestamp\":\"2026-06-01T00:00:01Z\",\"host\":\"x\",\"n\":2}"));

    try (Index index = server.index("series").create(body)) {
      assertThat(job.run(server.url(), index)).isTrue();

      assertThat(index.count()).isEqualTo(2);
    }
  }

  @Test
  void a_name_that_becomes_a_data_stream_is_refused_at_submit_with_advice_that_works()
      throws Exception {
    server
        .rest()
        .put(
            "/_index_template/future-streams",
            "{\"index_patterns\":[\"future-*\"],\"priority\":900,\"data_stream\":{}}");
    try (Index index = server.index("future")) {
      LocalJob job = job().input(text("a"), text("{\"n\":1}"));

      assertThatThrownBy(() -> job.run(server.url(), index))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("matches an index template for data streams")
          .hasMessageContaining("set sluice.operation to create");
    } finally {
      server.rest().status("DELETE", "/_index_template/future-streams");
    }
  }

  @Test
  void the_finished_job_has_the_counters() throws Exception {
    LocalJob job = job().input(text("a"), text("{\"n\":1}"), text("b"), text("{\"n\":2}"));

    try (Index index = server.index("counters")) {
      assertThat(job.run(server.url(), index)).isTrue();
    }

    assertThat(job.count(LoadCounter.GIVEN)).isEqualTo(2);
    assertThat(job.count(LoadCounter.INDEXED)).isEqualTo(2);
    assertThat(job.count(LoadCounter.REJECTED)).isZero();
    assertThat(job.count(LoadCounter.BULK_REQUESTS)).isEqualTo(1);
    assertThat(job.count(LoadCounter.BULK_BYTES)).isPositive();
    assertThat(job.lines("manifests")).singleElement().asString().contains("\"indexed\":2,");
    assertThat(job.lines("rejected")).isEmpty();
  }

  @Test
  void json_bytes_are_indexed_without_their_padding() throws Exception {
    byte[] padded = "{\"n\":1}\0\0\0".getBytes(UTF_8);
    LocalJob job = job().set("sluice.id", "field:n").input(text(""), new BytesWritable(padded, 7));

    try (Index index = server.index("bytes")) {
      assertThat(job.run(server.url(), index)).isTrue();

      assertThat(server.rest().source(index.name(), "1")).contains("{\"n\":1}");
    }
  }

  @Test
  void maps_of_writables_are_indexed_as_objects() throws Exception {
    MapWritable inner = new MapWritable();
    inner.put(text("binary"), new BytesWritable(new byte[] {1, 2, 3}));
    MapWritable map = new MapWritable();
    map.put(text("inner"), inner);

    LocalJob job = job().set("sluice.id", "key").input(new VIntWritable(7), map);

    try (Index index = server.index("maps")) {
      assertThat(job.run(server.url(), index)).isTrue();

      assertThat(server.rest().source(index.name(), "7"))
          .contains("{\"inner\":{\"binary\":\"AQID\"}}");
    }
  }

  @Test
  void explicit_actions_do_what_they_say_through_a_shuffle_too() throws Exception {
    LocalJob job =
        job()
            .reducers(2)
            .set("sluice.errors.max", "1")
            .input(
                text("1"),
                action(Operation.INDEX, "new", "{\"v\":1}")
                    .version(5, VersionType.EXTERNAL_GTE)
                    .build(),
                text("1"),
                action(Operation.DELETE, "old", "").build(),
                text("2"),
                action(Operation.UPSERT, "up", "{\"v\":2}").build(),
                text("3"),
                action(Operation.INDEX, "no", "").rejected(BulkError.of("mapping", "bad")).build());

    try (Index index = server.index("actions").create("{}")) {
      server.rest().put("/" + index + "/_doc/old", "{}");

      assertThat(job.run(server.url(), index)).isTrue();

      assertThat(index.ids()).containsExactly("new", "up");
      assertThat(server.rest().get("/" + index + "/_doc/new")).contains("\"_version\":5,");
    }
    assertThat(job.count(LoadCounter.DELETED)).isEqualTo(1);
    assertThat(job.lines("rejected"))
        .singleElement()
        .asString()
        .contains("\"_id\":\"no\"", "\"error\":{\"type\":\"mapping\",\"reason\":\"bad\"}");
  }

  @Test
  void documents_without_id_are_numbered_over_files_and_hashed_behind_a_shuffle() throws Exception {
    Writable[] twice = {text("k"), text("{\"n\":1}"), text("k"), text("{\"n\":1}")};

    try (Index numbered = server.index("numbered");
        Index hashed = server.index("hashed")) {
      assertThat(job().input(twice).run(server.url(), numbered)).isTrue();
      assertThat(
              LocalJob.in(Files.createDirectory(temp.resolve("second")))
                  .input(twice)
                  .reducers(1)
                  .run(server.url(), hashed))
          .isTrue();

      assertThat(numbered.ids())
          .hasSize(2)
          .allMatch(id -> id.matches("local\\d+_\\d+_m_000000_[01]"));
      assertThat(hashed.ids()).singleElement().asString().matches("local\\d+_\\d+_[-\\w]{22}");
    }
  }

  @Test
  void a_missing_index_is_created_from_the_file_that_is_named() throws Exception {
    Path body =
        Files.writeString(
            temp.resolve("pages.json"),
            "{\"settings\":{\"number_of_shards\":2},\n\"mappings\":{\"_meta\":{\"x\":\"${y}\"}}}");
    LocalJob job = job().set("sluice.index.create", body.toString()).input(text("a"), text("{}"));

    try (Index index = server.index("created")) {
      assertThat(job.run(server.url(), index)).isTrue();

      assertThat(server.rest().get("/" + index + "/_settings"))
          .contains("\"number_of_shards\":\"2\"");
      assertThat(server.rest().get("/" + index + "/_mapping")).contains("${y}");
    }
  }

  @Test
  void a_missing_index_that_must_not_be_created_is_refused_at_submit() throws Exception {
    LocalJob job = job().set("sluice.index.create", "never").input(text("a"), text("{}"));

    try (Index index = server.index("never")) {
      assertThatThrownBy(() -> job.run(server.url(), index))
          .isInstanceOf(ConfigException.class)
          .hasMessage(
              "the index \""
                  + index
                  + "\" does not exist, and sluice.index.create is never: create it first, or"
                  + " remove"
                  + " sluice.index.create");
      assertThat(server.rest().status("HEAD", "/" + index)).isEqualTo(404);
    }
  }

  @Test
  void a_line_break_between_fields_becomes_a_blank() throws Exception {
    LocalJob job =
        job().set("sluice.id", "key").input(text("a"), text("{\"n\":1,\r\n\"m\":\"x\"}\n"));

    try (Index index = server.index("lines")) {
      assertThat(job.run(server.url(), index)).isTrue();

      assertThat(server.rest().source(index.name(), "a")).contains("{\"n\":1,  \"m\":\"x\"}");
    }
  }

  @Test
  void rejected_documents_stand_in_the_jobs_directory_each_with_its_error() throws Exception {
    LocalJob job =
        job()
            .set("sluice.id", "key")
            .set("sluice.errors.max", "3")
            .input(
                text("array"),
                text("[{\"n\":1}]"),
                text("mapping"),
                text("{\"n\":\"x\"}"),
                text("cut"),
                text("{\"n\":1"),
                text("good"),
                text("{\"n\":2}"));

    try (Index index = server.index("rejected")) {
      index.create("{\"mappings\":{\"properties\":{\"n\":{\"type\":\"long\"}}}}");

      assertThat(job.run(server.url(), index)).isTrue();

      assertThat(index.ids()).containsExactly("good");
      assertThat(job.lines("rejected"))
          .hasSize(3)
          .allSatisfy(line -> assertThat(line).startsWith("{\"_index\":\"" + index + "\""))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains("\"_id\":\"array\"", "not a JSON object at byte 0")
                      .endsWith("\"_source\":\"[{\\\"n\\\":1}]\"}"))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains("\"_id\":\"cut\"", "unterminated JSON object at byte 6"))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains("\"_id\":\"mapping\"", "failed to parse field [n]")
                      .endsWith("\"_source\":{\"n\":\"x\"}}"));
    }
    assertThat(job.count(LoadCounter.REJECTED)).isEqualTo(3);
    assertThat(job.count(LoadCounter.GIVEN)).isEqualTo(4);
  }

  @Test
  void a_rejected_document_fails_the_job_unless_it_is_put_up_with_and_is_kept() throws Exception {
    MapWritable bad = new MapWritable();
    bad.put(text("f"), new DoubleWritable(Double.NaN));
    LocalJob job = job().set("sluice.id", "key").input(text("a"), bad);

    try (Index index = server.index("failed")) {
      assertThat(job.run(server.url(), index)).isFalse();
    }
    assertThat(job.lines("failed")).hasSize(1);
    assertThat(job.lines("rejected"))
        .singleElement()
        .asString()
        .contains("the field \\\"f\\\" contains a number that JSON cannot represent: NaN");
  }

  @Test
  void a_cluster_that_cannot_be_reached_is_reported_at_submit() throws Exception {
    LocalJob job = job().input(text("a"), text("{}"));
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThatThrownBy(() -> job.run("http://127.0.0.1:" + port, "pages"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("No node answered. Tried http://127.0.0.1:" + port)
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_port_where_something_else_listens_is_reported_at_submit() throws Exception {
    LocalJob job = job().input(text("a"), text("{}"));
    try (ServerSocket other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      startAnswering(other, "SSH-2.0-OpenSSH_9.6\r\n");

      assertThatThrownBy(() -> job.run("http://127.0.0.1:" + port, "pages"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("http://127.0.0.1:" + port);
    }
  }

  @Test
  void an_index_name_that_elasticsearch_refuses_is_reported_at_submit() throws Exception {
    LocalJob job = job().input(text("a"), text("{}"));

    assertThatThrownBy(() -> job.run(server.url(), "Pages"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("sluice.index is \"Pages\", but an index name must be lowercase");
    assertThatThrownBy(() -> job.run(server.url(), "a b"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("sluice.index is \"a b\" but must be the name of an index");
  }

  @Test
  void a_missing_pipeline_is_reported_at_submit() throws Exception {
    LocalJob job = job().set("sluice.pipeline", "nosuch").input(text("a"), text("{}"));

    try (Index index = server.index("pipeline")) {
      assertThatThrownBy(() -> job.run(server.url(), index))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("nosuch")
          .hasMessageNotContaining("\n");
    }
  }

  /** Ends when the socket is closed. */
  private static void startAnswering(ServerSocket listening, String greeting) {
    Thread thread =
        new Thread(
            () -> {
              while (!listening.isClosed()) {
                try (Socket accepted = listening.accept()) {
                  accepted.getOutputStream().write(greeting.getBytes(UTF_8));
                } catch (IOException e) {
                  // The socket was closed, or the other side has gone.
                }
              }
            },
            "other-service");
    thread.setDaemon(true);
    thread.start();
  }

  private LocalJob job() {
    return LocalJob.in(temp);
  }

  private static Text text(String text) {
    return new Text(text);
  }

  private static BulkActionWritable.Builder action(Operation operation, String id, String json) {
    byte[] source = json.getBytes(UTF_8);
    BulkActionWritable.Builder action = BulkActionWritable.of(operation).id(id);
    return json.isEmpty() ? action : action.source(source, 0, source.length);
  }
}
