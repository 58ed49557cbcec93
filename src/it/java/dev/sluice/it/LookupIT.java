package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.hbase.TableJob;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.io.DocumentWritable;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.verify.IndexedDocuments;
import dev.sluice.mapreduce.verify.SourceDocuments;
import dev.sluice.read.DocumentPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.filter.PrefixFilter;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Single records of a real HBase and a real index, as a job would read and convert them. */
@Tag("verify")
final class LookupIT {

  private static final HBaseCluster HBASE = HBaseCluster.shared();
  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  private static final String TABLE = "lookup";
  private static final String MAPPING = "_id = key as hex\n_version = ts max\nn = f:n !";

  private Index index;

  @BeforeAll
  static void fill() throws IOException {
    try (Table table = HBASE.create(TABLE, new byte[][] {b("k5")}, "f")) {
      for (int i = 0; i < 10; i++) {
        table.put(new Put(b("k" + i), 10).addColumn(b("f"), b("n"), b("old" + i)));
        table.put(new Put(b("k" + i), 20).addColumn(b("f"), b("n"), b("new" + i)));
        table.put(new Put(b("k" + i), 30).addColumn(b("f"), b("noise"), b("x")));
      }
    }
  }

  private static byte[] b(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @BeforeEach
  void index() {
    index = SERVER.index("lookup");
  }

  @AfterEach
  void drop() {
    index.close();
  }

  @Test
  void a_row_is_looked_up_with_the_columns_times_and_rows_of_the_scan() throws Exception {
    Scan rows = new Scan().withStartRow(b("k2")).withStopRow(b("k8")).setTimeRange(0, 15);

    assertThat(documents(table(MAPPING, rows), b("k1"), b("k2"), b("k7"), b("k8"), b("none")))
        .containsExactly("6b32@10 {\"n\":\"old2\"}", "6b37@10 {\"n\":\"old7\"}");
    assertThat(
            documents(
                table(MAPPING, new Scan().setFilter(new PrefixFilter(b("k3")))), b("k3"), b("k4")))
        .containsExactly("6b33@20 {\"n\":\"new3\"}");
  }

  @Test
  void the_row_of_an_id_is_known_if_the_mapping_alone_makes_the_id() throws Exception {
    try (SourceDocuments hex = open(table(MAPPING, new Scan())).orElseThrow();
        SourceDocuments digest =
            open(table("_id = key as sha256\nn = f:n", new Scan())).orElseThrow();
        SourceDocuments part =
            open(table("_id = key[0..1] as hex\nn = f:n", new Scan())).orElseThrow()) {
      assertThat(hex.keyOf("6b32")).contains(b("k2"));
      assertThat(hex.keyOf("not hex")).as("a key that no row has").contains(new byte[0]);
      assertThat(digest.keyOf("6b32")).isEmpty();
      assertThat(part.keyOf("6b")).isEmpty();
    }
  }

  @Test
  void a_document_of_a_copied_index_is_looked_up_whatever_its_routing() throws Exception {
    index.create("{\"settings\":{\"number_of_shards\":3,\"refresh_interval\":\"-1\"}}");
    put("a?routing=x", "{\"n\": 1.0, \"s\":\"\u00e4\"}");
    put("b", "{\"n\":2}");
    Job job = Job.getInstance(new Configuration());
    IndexJob.writeTo(job, SERVER.url(), "other");
    IndexJob.copyFrom(job, index.name());

    assertThat(documents(job.getConfiguration(), b("a"), b("b"), b("c")))
        .containsExactlyInAnyOrder("a/x@1 {\"n\": 1.0, \"s\":\"\u00e4\"}", "b@1 {\"n\":2}");
    try (SourceDocuments source = open(job.getConfiguration()).orElseThrow()) {
      assertThat(source.keyOf("a")).contains(b("a"));
    }
  }

  @Test
  void a_copy_is_looked_up_with_its_query_and_fields() throws Exception {
    put("a", "{\"n\":1,\"m\":7}");
    put("b", "{\"n\":2,\"m\":7}");
    Job job = Job.getInstance(new Configuration());
    job.getConfiguration().set("sluice.read.query", "{\"term\":{\"n\":2}}");
    job.getConfiguration().set("sluice.read.fields", "n");
    IndexJob.writeTo(job, SERVER.url(), "other");
    IndexJob.copyFrom(job, index.name());

    assertThat(documents(job.getConfiguration(), b("a"), b("b"))).containsExactly("b@1 {\"n\":2}");
  }

  @Test
  void documents_are_found_as_last_written_also_without_a_refresh() throws Exception {
    index.create("{\"settings\":{\"number_of_shards\":3,\"refresh_interval\":\"-1\"}}");
    put("a?routing=x", "{\"n\":1}");
    for (String routing : List.of("y", "z", "1", "2", "3")) {
      put("a?routing=" + routing, "{\"n\":2}");
    }
    put("b", "{\"n\":3}");
    put("b", "{\"n\":4}");
    Job job = Job.getInstance(new Configuration());
    IndexJob.writeTo(job, SERVER.url(), index.name());

    try (IndexedDocuments indexed = IndexedDocuments.open(task(), job.getConfiguration())) {
      List<List<DocumentWritable>> found =
          indexed.get(
              List.of(
                  indexed.place(Optional.empty(), "a", Optional.of("x")),
                  DocumentPlace.of(index.name(), "b", null),
                  DocumentPlace.of("no-such-index", "b", null),
                  DocumentPlace.of(index.name(), "c", null)));

      assertThat(found).extracting(List::size).containsExactly(1, 1, 0, 0);
      assertThat(found.get(1).get(0).version()).hasValue(2);
      assertThat(found.get(1).get(0).primaryTerm()).hasValue(1);
      assertThat(new String(found.get(1).get(0).source(), StandardCharsets.UTF_8))
          .isEqualTo("{\"n\":4}");
      assertThat(indexed.search(List.of("a", "b", "c")))
          .satisfiesExactly(
              copies -> assertThat(copies).as("one for each shard").hasSizeBetween(2, 3),
              copies -> assertThat(copies).hasSize(1),
              copies -> assertThat(copies).isEmpty());
    }
  }

  @Test
  void an_alias_of_several_indices_finds_each_document() throws Exception {
    try (Index other = SERVER.index("lookup")) {
      put("a", "{\"n\":1}");
      SERVER.rest().put("/" + other.name() + "/_doc/a", "{\"n\":2}");
      String alias = index.name() + "-alias";
      SERVER.rest().put("/" + index.name() + "/_alias/" + alias, "{}");
      SERVER.rest().put("/" + other.name() + "/_alias/" + alias, "{}");
      Job job = Job.getInstance(new Configuration());
      IndexJob.writeTo(job, SERVER.url(), alias);

      try (IndexedDocuments indexed = IndexedDocuments.open(task(), job.getConfiguration())) {
        assertThat(indexed.get(List.of(DocumentPlace.of(alias, "a", null))).get(0))
            .extracting(DocumentWritable::index)
            .containsExactlyInAnyOrder(index.name(), other.name());
      }
    }
  }

  private void put(String id, String source) {
    SERVER.rest().put("/" + index.name() + "/_doc/" + id, source);
  }

  private Configuration table(String mapping, Scan rows) throws IOException {
    return TableJob.of(HBASE.configuration(), TABLE, RowMapping.parse(mapping))
        .rows(rows)
        .writeTo(SERVER.url(), index.name())
        .getConfiguration();
  }

  private static TaskAttemptContext task() {
    return new TaskAttemptContextImpl(new Configuration(), new TaskAttemptID());
  }

  private static Optional<SourceDocuments> open(Configuration load) throws IOException {
    return SourceDocuments.open(task(), load);
  }

  /** What the load makes of the records with these keys: id, routing, version, source. */
  private static List<String> documents(Configuration load, byte[]... keys) throws IOException {
    List<String> documents = new ArrayList<>();
    try (SourceDocuments source = open(load).orElseThrow()) {
      source.read(
          Arrays.asList(keys),
          new SourceDocuments.Taker() {
            @Override
            public void action(BulkAction action) {
              documents.add(
                  action.id
                      + action.routing().map(value -> "/" + value).orElse("")
                      + "@"
                      + action.version
                      + " "
                      + new String(
                          action.source, action.offset, action.length, StandardCharsets.UTF_8));
            }

            @Override
            public void rejected(BulkAction action, BulkError why) {
              documents.add("rejected " + action.id + " " + why);
            }
          });
    }
    return documents;
  }
}
