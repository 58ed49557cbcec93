package dev.sluice.parity;

import static dev.sluice.parity.Parity.artists;
import static dev.sluice.parity.Parity.byId;
import static dev.sluice.parity.Parity.rest;
import static dev.sluice.parity.Parity.sources;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.Sluice;
import dev.sluice.it.Artists;
import dev.sluice.parity.Parity.Document;
import dev.sluice.testing.Awaiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What elasticsearch-hadoop's own tests write, by the drop-in names and against a real server, and
 * what they do not look at: that every document is there as it was given.
 */
final class ParityWriteIT {

  private static final String ROUTED = "{\"mappings\":{\"_routing\":{\"required\":true}}}";

  @TempDir Path temp;

  @AfterAll
  static void clean() {
    Parity.clean();
  }

  private DropInJob job(Way way, String... keys) throws Exception {
    return DropInJob.of(way, temp).set(keys);
  }

  private static List<String> given(Way way) {
    return Artists.all().stream().map(way::source).sorted().toList();
  }

  @Test
  void a_running_job_with_the_drop_in_jar_obeys_the_rate_and_a_pause() throws Exception {
    String index = Way.NEW_API_JSON.index("paused");
    rest().put("/" + index, "{}");
    DropInJob job = job(Way.NEW_API_JSON, "sluice.rate.documents", "60");
    String directory = job.directory().resolve("job").toString();
    CompletableFuture<Boolean> running =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return job.writes(index);
              } catch (Exception e) {
                throw new CompletionException(e);
              }
            });
    Awaiting.until("documents", Duration.ofMinutes(1), () -> indexed(index) > 0);

    assertThat(Sluice.run("control", directory, "pause")).isZero();
    TimeUnit.SECONDS.sleep(3);
    long paused = indexed(index);
    TimeUnit.SECONDS.sleep(2);
    assertThat(indexed(index)).isEqualTo(paused).isLessThan(Artists.all().size());

    assertThat(Sluice.run("control", directory, "rate", "off")).isZero();
    assertThat(Sluice.run("control", directory, "resume")).isZero();
    assertThat(running.get(1, TimeUnit.MINUTES)).isTrue();
    assertThat(sources(index)).isEqualTo(given(Way.NEW_API_JSON));
  }

  /** Documents indexed so far, by the server's own count. */
  private static long indexed(String index) {
    String stats = rest().get("/" + index + "/_stats/indexing?level=cluster");
    String total = stats.substring(stats.indexOf("\"index_total\":") + 14);
    return Long.parseLong(total.substring(0, total.indexOf(',')));
  }

  @ParameterizedTest
  @EnumSource
  void documents_are_indexed_in_small_batches(Way way) throws Exception {
    String index = way.index("basic");

    boolean good =
        job(
                way,
                "es.batch.size.entries",
                "3",
                "es.batch.size.bytes",
                "1kb",
                "es.batch.write.retry.wait",
                "1s")
            .writes(index);

    assertThat(good).isTrue();
    assertThat(sources(index)).isEqualTo(given(way));
  }

  @ParameterizedTest
  @EnumSource
  void documents_are_indexed_by_their_id(Way way) throws Exception {
    String index = way.index("id");

    assertThat(job(way, "es.mapping.id", "number").writes(index)).isTrue();

    assertThat(byId(index, Document::source)).isEqualTo(artists(way::source));
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_JSON", "NEW_API_MAPS"})
  void several_formats_write_the_same_records(Way way) throws Exception {
    String index = way.index("multi");
    DropInJob job =
        job(
                way,
                "es.mapping.id",
                "number",
                "es.hadoop.multi.of",
                "org.elasticsearch.hadoop.mr.EsOutputFormat,org.apache.hadoop.mapreduce.lib.output.TextOutputFormat")
            .output("MultiOutputFormat");
    Path files = job.directory().resolve("files");
    job.set("mapreduce.output.fileoutputformat.outputdir", files.toUri().toString());

    assertThat(job.writes(index)).isTrue();

    assertThat(byId(index, Document::source)).isEqualTo(artists(way::source));
    assertThat(files.resolve("_SUCCESS")).exists();
    try (Stream<String> lines = Files.lines(files.resolve("part-m-00000"))) {
      assertThat(lines).hasSize(Artists.COUNT);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_MAPS", "NEW_API_JSON"})
  void a_single_document_is_indexed(Way way) throws Exception {
    String index = way.index("single");
    List<String> one = List.of(way.json ? "{\"key\":\"value\"}" : "7\tvalue");

    assertThat(job(way).lines(one).writes(index)).isTrue();

    assertThat(sources(index))
        .containsExactly(way.json ? "{\"key\":\"value\"}" : "{\"number\":7,\"note\":\"value\"}");
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_MAPS", "NEW_API_JSON"})
  void routing_comes_from_a_field_or_is_a_constant(Way way) throws Exception {
    String index = way.index("routed");
    rest().put("/" + index, ROUTED);

    assertThat(job(way, "es.mapping.id", "number", "es.mapping.routing", "number").writes(index))
        .isTrue();
    assertThat(byId(index, Document::routing))
        .isEqualTo(artists(artist -> String.valueOf(artist.number())));

    String constant = way.index("routed-alike");
    rest().put("/" + constant, ROUTED);
    assertThat(
            job(way, "es.mapping.id", "number", "es.mapping.routing", "<foobar/>").writes(constant))
        .isTrue();
    assertThat(byId(constant, Document::routing)).isEqualTo(artists(artist -> "foobar/"));
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_JSON", "NEW_API_MAPS"})
  void documents_are_created_once_and_a_second_time_fails(Way way) throws Exception {
    String index = way.index("created");
    String[] keys = {"es.write.operation", "create", "es.mapping.id", "number"};

    assertThat(job(way, keys).writes(index)).isTrue();
    assertThat(job(way, keys).writes(index)).isFalse();

    assertThat(byId(index, Document::source)).isEqualTo(artists(way::source));
    assertThat(byId(index, Document::version)).isEqualTo(artists(artist -> 1L));
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_JSON", "NEW_API_MAPS"})
  void an_index_that_must_not_be_created_is_missed_at_submit(Way way) {
    String index = way.index("missing");

    assertThatThrownBy(() -> job(way, "es.index.auto.create", "no").writes(index))
        .hasMessageContaining(index);
    assertThat(rest().status("HEAD", "/" + index)).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_MAPS", "NEW_API_JSON"})
  void a_version_field_alone_means_external_versions(Way way) throws Exception {
    String index = way.index("versioned");

    assertThat(job(way, "es.mapping.id", "number", "es.mapping.version", "number").writes(index))
        .isTrue();

    assertThat(byId(index, Document::version)).isEqualTo(artists(Artists::number));
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_JSON", "NEW_API_MAPS"})
  void the_index_is_named_by_a_field(Way way) throws Exception {
    assertThat(job(way).writes(way.index("tag-{tag}"))).isTrue();

    for (String tag : List.of("1", "9", "2", "5", "10")) {
      assertThat(sources(way.index("tag-" + tag)))
          .isEqualTo(given(way, artist -> artist.tag().equals(tag)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_MAPS", "NEW_API_JSON"})
  void the_index_is_named_by_a_date_with_and_without_ids(Way way) throws Exception {
    assertThat(job(way).writes(way.index("on-{@timestamp|yyyy-MM-dd}"))).isTrue();
    assertThat(
            job(way, "es.mapping.id", "number")
                .writes(way.index("id-on-{@timestamp|YYYY-MM-dd}-{tag}")))
        .isTrue();

    for (String day : List.of("2001-10-06", "2005-10-06", "2017-10-06")) {
      assertThat(sources(way.index("on-" + day)))
          .isEqualTo(given(way, artist -> artist.timestamp().startsWith(day)));
      assertThat(byId(way.index("id-on-" + day + "-9"), Document::source).values())
          .containsExactlyInAnyOrderElementsOf(
              given(way, artist -> artist.timestamp().startsWith(day) && artist.tag().equals("9")));
    }
  }

  private static List<String> given(Way way, java.util.function.Predicate<Artists> which) {
    return Artists.all().stream().filter(which).map(way::source).sorted().toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_MAPS", "NEW_API_JSON"})
  void documents_full_of_escapes_arrive_as_they_were(Way way) throws Exception {
    String index = way.index("escaped");
    List<String> bad = way.json ? Gibberish.JSON : Gibberish.LINES;

    assertThat(job(way, "es.mapping.id", "number").lines(bad).writes(index)).isTrue();

    assertThat(sources(index))
        .isEqualTo(bad.stream().map(Gibberish.sourceOf(way)).sorted().toList());
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_JSON", "NEW_API_JSON"})
  void an_id_field_may_be_called_by_a_sign(Way way) throws Exception {
    String index = way.index("at-id");
    List<String> bad =
        Gibberish.JSON.stream().map(line -> line.replace("\"number\"", "\"@id\"")).toList();

    assertThat(job(way, "es.mapping.id", "@id").lines(bad).writes(index)).isTrue();

    assertThat(byId(index, Document::source).values()).containsExactlyInAnyOrderElementsOf(bad);
    assertThat(byId(index, Document::source).keySet()).containsExactlyInAnyOrder("1", "2", "3");
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_JSON", "NEW_API_JSON"})
  void nested_documents_are_indexed_as_they_were(Way way) throws Exception {
    String index = way.index("nested");
    rest()
        .put(
            "/" + index,
            "{\"mappings\":{\"properties\":{\"kin\":{\"type\":\"nested\",\"properties\":{\"name\":{\"type\":\"keyword\"}}}}}}");
    List<String> nested =
        List.of(
            "{\"data\":{\"map\":{\"key\":[10,20]}},\"kin\":[{\"name\":\"a\"},{\"name\":\"b\"}]}");

    assertThat(job(way).lines(nested).writes(index)).isTrue();

    assertThat(sources(index)).isEqualTo(nested);
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_MAPS", "NEW_API_JSON"})
  void the_mapping_of_parents_before_Elasticsearch_6_is_not_passed_over_in_silence(Way way) {
    assertThatThrownBy(
            () ->
                job(way, "es.mapping.id", "number", "es.mapping.parent", "number")
                    .writes(way.index("child")))
        .hasMessageContaining("es.mapping.parent");
  }
}
