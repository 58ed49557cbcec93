package dev.sluice.parity;

import static dev.sluice.parity.Parity.rest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.it.Artists;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What elasticsearch-hadoop's own tests read, by the drop-in names and from a real server, and what
 * they do not look at: which documents come, whole and with which types.
 */
final class ParityReadIT {

  private static final String INDEX = Parity.PREFIX + "read";
  private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]*)\"");

  @TempDir Path temp;

  @BeforeAll
  static void index() {
    rest()
        .put(
            "/" + INDEX,
            """
            {"settings":{"number_of_shards":3},"mappings":{"properties":{
              "name":{"type":"text"},"url":{"type":"text"},"tag":{"type":"keyword"}}}}\
            """);
    bulk(
        Artists.all().stream()
            .map(
                artist ->
                    "{\"index\":{\"_index\":\"%s\",\"_id\":\"%d\",\"routing\":\"%s\"}}\n%s\n"
                        .formatted(INDEX, artist.number(), artist.tag(), artist.json())));
  }

  private static void bulk(Stream<String> actions) {
    String reply = rest().post("/_bulk?refresh=true", actions.collect(Collectors.joining()));
    assertThat(reply).contains("\"errors\":false");
  }

  @AfterAll
  static void clean() {
    Parity.clean();
  }

  private DropInJob job(Way way, String... keys) throws Exception {
    return DropInJob.of(way, temp).set(keys);
  }

  /** What a job gets of an artist. */
  private static String value(Way way, Artists artist) {
    return way.json
        ? "Text " + artist.json()
        : "{number=Long %d, name=Text %s, url=Text %s, picture=Text %s, @timestamp=Text %s, tag=Text %s, %s}"
            .formatted(
                artist.number(),
                artist.name(),
                artist.url(),
                artist.picture(),
                artist.timestamp(),
                artist.tag(),
                "list=WritableArrayWritable[Text quick, Text brown, Text fox]");
  }

  private static Map<String, String> values(Way way, Set<String> ids) {
    return Artists.all().stream()
        .filter(artist -> ids.contains(String.valueOf(artist.number())))
        .collect(
            Collectors.toMap(
                artist -> String.valueOf(artist.number()),
                artist -> value(way, artist),
                (one, other) -> one,
                TreeMap::new));
  }

  /** The ids that the server itself finds. */
  private static Set<String> found(String parameters) {
    return ID.matcher(rest().get("/" + INDEX + "/_search?size=1000&_source=false&" + parameters))
        .results()
        .map(hit -> hit.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The ids of each shard, as the server tells it. */
  private static Map<String, Set<String>> shards(Set<String> ids) {
    Map<String, Set<String>> shards = new TreeMap<>();
    for (int shard = 0; shard < 3; shard++) {
      Set<String> there = found("preference=_shards:" + shard);
      there.retainAll(ids);
      if (!there.isEmpty()) {
        shards.put("shard " + shard, there);
      }
    }
    return shards;
  }

  /** A query in each of its forms, and the same for the server. */
  private enum Query {
    NONE("", "q=*"),
    URI("?q=m*", "q=m*"),
    URI_OF_A_FIELD("?q=name:m*", "q=name:m*"),
    DSL("{\"query\":{\"query_string\":{\"query\":\"m*\"}}}", "q=m*"),
    URI_IN_A_FILE("?q=m*", "q=m*"),
    DSL_IN_A_FILE("{ \"query\" : { \"query_string\" : { \"query\":\"m*\" } } }\n", "q=m*"),
    URI_OF_A_WORD("?q=name:mega", "q=name:mega");

    private final String text;
    private final String parameters;

    Query(String text, String parameters) {
      this.text = text;
      this.parameters = parameters;
    }

    /** The whole index is read in every way, some of it in two that share nothing. */
    private Set<Way> ways(Way one, Way other) {
      return this == NONE ? EnumSet.allOf(Way.class) : EnumSet.of(one, other);
    }

    private DropInJob in(DropInJob job) throws Exception {
      if (this == NONE) {
        return job;
      }
      if (!name().endsWith("FILE")) {
        return job.set("es.query", text);
      }
      Path file = Files.writeString(job.directory().resolve("query"), text);
      return job.set("es.query", file.toUri().toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_form_of_a_query_finds_the_same(Query query) throws Exception {
    Set<String> ids = found(query.parameters);

    assertThat(ids).isNotEmpty();
    for (Way way : query.ways(Way.OLD_API_MAPS, Way.NEW_API_JSON)) {
      assertThat(query.in(job(way)).reads(INDEX)).as(way.name()).isEqualTo(values(way, ids));
    }
  }

  @ParameterizedTest
  @EnumSource
  void among_several_inputs_a_job_reads_the_same(Way way) throws Exception {
    Set<String> ids = found("q=m*");

    Map<String, String> read =
        job(way, "es.query", "?q=m*", "es.read.metadata", "no").amongInputs().reads(INDEX);

    assertThat(read).isEqualTo(values(way, ids));
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "URI", "DSL_IN_A_FILE"})
  void metadata_comes_along(Query query) throws Exception {
    Set<String> ids = found(query.parameters);

    for (Way way : query.ways(Way.OLD_API_JSON, Way.NEW_API_MAPS)) {
      Map<String, String> read = query.in(job(way, "es.read.metadata", "true")).reads(INDEX);

      assertThat(read.keySet()).isEqualTo(ids);
      assertThat(read)
          .allSatisfy(
              (id, value) ->
                  assertThat(value)
                      .startsWith(values(way, Set.of(id)).get(id).replaceAll("}$", ""))
                      .contains(
                          way.json ? "\"_metadata\":{" : "_metadata={",
                          way.json ? "\"_id\":\"" + id + "\"" : "_id=Text " + id));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_MAPS", "NEW_API_JSON"})
  void patterns_and_aliases_read_several_indices(Way way) throws Exception {
    String name = way.index("part");
    for (int part = 1; part <= 2; part++) {
      rest()
          .put(
              "/" + name + "-" + part + "/_doc/" + part + "?refresh=true",
              "{\"part\":" + part + "}");
      rest().put("/" + name + "-" + part + "/_alias/" + name + "-both", "{}");
    }
    Map<String, String> both =
        way.json
            ? Map.of("1", "Text {\"part\":1}", "2", "Text {\"part\":2}")
            : Map.of("1", "{part=Long 1}", "2", "{part=Long 2}");

    assertThat(job(way).reads(name + "-*")).isEqualTo(both);
    assertThat(job(way).reads(name + "-both")).isEqualTo(both);
    assertThat(job(way).reads(name + "-1," + name + "-2")).isEqualTo(both);
  }

  @ParameterizedTest
  @EnumSource
  void a_missing_index_is_empty_if_told_so_and_fails_else(Way way) throws Exception {
    String index = way.index("no-such");

    assertThat(job(way, "es.index.read.missing.as.empty", "true").reads(index)).isEmpty();
    assertThatThrownBy(() -> job(way).reads(index)).hasMessageContaining(index);
  }

  @ParameterizedTest
  @EnumSource
  void a_constant_routing_narrows_the_shards(Way way) throws Exception {
    Set<String> ids = found("routing=9");

    Map<String, String> read = job(way, "es.mapping.routing", "<9>").reads(INDEX);

    assertThat(ids).hasSizeLessThan(Artists.COUNT);
    assertThat(read).isEqualTo(values(way, ids));
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_JSON", "NEW_API_MAPS"})
  void what_was_created_and_updated_is_read_as_it_is_now(Way way) throws Exception {
    String index = way.index("changed");
    List<String> one = List.of(way.json ? "{\"number\":7,\"note\":\"a\"}" : "7\ta");
    List<String> two = List.of(way.json ? "{\"number\":7,\"note\":\"b\"}" : "7\tb");

    assertThat(
            job(way, "es.write.operation", "create", "es.mapping.id", "number")
                .lines(one)
                .writes(index))
        .isTrue();
    assertThat(
            job(way, "es.write.operation", "update", "es.mapping.id", "number")
                .lines(two)
                .writes(index))
        .isTrue();

    assertThat(job(way).reads(index))
        .containsExactly(
            Map.entry(
                "7",
                way.json ? "Text {\"number\":7,\"note\":\"b\"}" : "{number=Long 7, note=Text b}"));
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_MAPS", "NEW_API_JSON"})
  void documents_full_of_escapes_are_read_as_they_were(Way way) throws Exception {
    String index = way.index("escaped");
    bulk(
        Gibberish.JSON.stream()
            .map(line -> "{\"index\":{\"_index\":\"" + index + "\"}}\n" + line + "\n"));

    assertThat(job(way).reads(index).values())
        .containsExactlyInAnyOrderElementsOf(
            way.json
                ? Gibberish.JSON.stream().map(line -> "Text " + line).toList()
                : Gibberish.LINES.stream()
                    .map(line -> "{number=Long " + line.replace("\t", ", note=Text ") + "}")
                    .toList());
  }

  @ParameterizedTest
  @EnumSource
  void fields_are_filtered(Way way) throws Exception {
    String one = "?q=number:1";
    String name = Artists.all().get(0).name();

    assertThat(job(way, "es.query", one, "es.read.source.filter", "name,tag").reads(INDEX).get("1"))
        .isEqualTo(
            way.json
                ? "Text {\"name\":\"" + name + "\",\"tag\":\"1\"}"
                : "{name=Text " + name + ", tag=Text 1}");
    if (!way.json) {
      // Documents as JSON are left whole by the filters of fields, as they always were.
      assertThat(
              job(way, "es.query", one, "es.read.field.exclude", "*a*,url,list")
                  .reads(INDEX)
                  .get("1"))
          .isEqualTo("{number=Long 1, picture=Text " + Artists.all().get(0).picture() + "}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_limit_holds_for_each_split(Way way) throws Exception {
    Map<String, String> read = job(way, "es.scroll.limit", "10").reads(INDEX);

    assertThat(read).hasSizeBetween(10, 30);
    assertThat(read).isEqualTo(values(way, read.keySet()));
    assertThat(shards(read.keySet())).allSatisfy((shard, ids) -> assertThat(ids).hasSize(10));
  }

  @ParameterizedTest
  @EnumSource(names = {"OLD_API_MAPS", "NEW_API_JSON"})
  void small_partitions_cut_a_shard_in_slices_and_lose_nothing(Way way) throws Exception {
    DropInJob job = job(way, "es.input.max.docs.per.partition", "50");

    assertThat(job.reads(INDEX)).isEqualTo(values(way, found("q=*")));
  }
}
