package dev.sluice.it;

import static dev.sluice.it.Repairs.DELETES;
import static dev.sluice.it.Repairs.count;
import static dev.sluice.it.Repairs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import dev.sluice.hbase.TableJob;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.io.LoadCounter;
import dev.sluice.io.RepairCounter;
import dev.sluice.mapreduce.repair.RepairOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.mapreduce.TableInputFormat;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Differences that a comparison found, repaired on real servers, and compared again. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class RepairIT {

  private static final HBaseCluster HBASE = HBaseCluster.shared();
  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  private static final int ROWS = 300;
  private static final int DIFFERENCES = 60;
  private static final long TIME = 1_790_000_000_000L;
  private static final String SHARDS =
      "{\"settings\":{\"number_of_shards\":3,\"number_of_replicas\":0,\"gc_deletes\":\"0s\"},"
          + "\"mappings\":{\"dynamic\":false}}";
  private static final String VERSIONED = "_version = ts max\nn = d:n as long";
  private static final String PLAIN = "n = d:n as long";
  private static final byte[] D = Bytes.toBytes("d");
  private static final AtomicInteger TABLES = new AtomicInteger();

  @TempDir Path dir;

  private String table;
  private Repairs repairs;

  @BeforeEach
  void fill() throws IOException {
    repairs = new Repairs(dir);
    table = "repaired-" + TABLES.incrementAndGet();
    try (Table made = HBASE.create(table, new byte[][] {Bytes.toBytes(row(ROWS / 2))}, "d")) {
      List<Put> puts = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        puts.add(put(row(i), i));
      }
      made.put(puts);
    }
  }

  private static Put put(String row, long number) {
    return new Put(Bytes.toBytes(row), TIME)
        .addColumn(D, Bytes.toBytes("n"), Bytes.toBytes(number));
  }

  private static String row(int i) {
    return "row-%06d".formatted(i);
  }

  private static List<String> rows() {
    return IntStream.range(0, ROWS).mapToObj(RepairIT::row).toList();
  }

  private Configuration configuration() {
    return repairs.next(HBASE.configuration());
  }

  private Job tableJob(String index, String mapping) throws IOException {
    return TableJob.of(configuration(), table, RowMapping.parse(mapping))
        .writeTo(SERVER.url(), index);
  }

  /** A load of the rows from this one on. */
  private Job jobFrom(String row, String index) throws IOException {
    Configuration conf = configuration();
    conf.set(TableInputFormat.SCAN_ROW_START, row);
    return TableJob.of(conf, table, RowMapping.parse(PLAIN)).writeTo(SERVER.url(), index);
  }

  private Path verified(Job load) throws Exception {
    return repairs.verified(load);
  }

  private Map<String, String> kinds(Job load) throws Exception {
    return repairs.kinds(load);
  }

  private Job repair(Path differences, RepairOptions options) throws IOException {
    return Repairs.repair(configuration(), differences, options);
  }

  private static Map<String, String> seed(String index, long version) {
    List<String> some = SeededDifferences.some(rows(), DIFFERENCES, 5);
    return SeededDifferences.make(SERVER.rest(), index, some, id -> null, version);
  }

  private static Map<String, String> newer(Map<String, String> seeded) {
    return seeded.entrySet().stream()
        .filter(entry -> entry.getValue().equals("NEWER"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void after_a_repair_a_comparison_finds_only_newer_documents() throws Exception {
    try (Index index = SERVER.index("repaired").create(SHARDS)) {
      run(tableJob(index.name(), VERSIONED));
      Map<String, String> seeded = seed(index.name(), TIME);
      Path differences = verified(tableJob(index.name(), VERSIONED));

      Job written = repair(differences, RepairOptions.standard());
      run(written);
      Map<String, String> kept = kinds(tableJob(index.name(), VERSIONED));
      Job repaired = repair(differences, DELETES);
      run(repaired);

      assertThat(kept.values()).containsOnly("NEWER", "EXTRA", "MISROUTED duplicate");
      assertThat(kinds(tableJob(index.name(), VERSIONED))).isEqualTo(newer(seeded));
      assertThat(count(written, RepairCounter.NOT_DELETED)).isEqualTo(DIFFERENCES / 2);
      assertThat(count(repaired, RepairCounter.NEWER)).isEqualTo(DIFFERENCES / 6);
      assertThat(LoadCounter.DELETED.in(repaired.getCounters())).isEqualTo(DIFFERENCES / 2);
    }
  }

  /** Fails after some differences, as a task that is killed. */
  static final class Killed extends Mapper<Object, Object, Object, Object> {

    private int left = DIFFERENCES / 2;

    @Override
    protected void map(Object key, Object difference, Context context)
        throws IOException, InterruptedException {
      if (left-- == 0) {
        throw new IOException("killed");
      }
      context.write(key, difference);
    }
  }

  @Test
  void a_repair_without_versions_that_was_killed_half_way_and_runs_again_ends_the_same()
      throws Exception {
    try (Index index = SERVER.index("repaired").create(SHARDS)) {
      run(tableJob(index.name(), PLAIN));
      seed(index.name(), -1);
      Path differences = verified(tableJob(index.name(), PLAIN));
      Job killed = repair(differences, DELETES);
      killed.setMapperClass(Killed.class);

      boolean finished = killed.waitForCompletion(false);
      run(repair(differences, DELETES));

      assertThat(finished).isFalse();
      assertThat(kinds(tableJob(index.name(), PLAIN))).isEmpty();
      Job again = repair(differences, DELETES);
      run(again);
      assertThat(LoadCounter.GIVEN.in(again.getCounters())).isZero();
    }
  }

  @Test
  void more_deletes_than_the_limit_are_refused_before_anything_is_written() throws Exception {
    try (Index index = SERVER.index("repaired").create(SHARDS)) {
      run(tableJob(index.name(), VERSIONED));
      Map<String, String> seeded = seed(index.name(), TIME);
      Path differences = verified(tableJob(index.name(), VERSIONED));

      assertThatThrownBy(() -> repair(differences, RepairOptions.standard().withDeletes(true)))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(DIFFERENCES / 2 + " documents would be deleted")
          .hasMessageContaining("1%");
      assertThat(kinds(tableJob(index.name(), VERSIONED))).isEqualTo(seeded);
    }
  }

  @Test
  void documents_of_rows_that_the_comparison_did_not_read_are_not_deleted() throws Exception {
    try (Index index = SERVER.index("repaired").create(SHARDS)) {
      run(tableJob(index.name(), PLAIN));
      SERVER.rest().put("/" + index + "/_doc/" + row(ROWS) + "?refresh=true", "{\"n\":-1}");
      Path differences = verified(jobFrom(row(10), index.name()));

      Job repair = repair(differences, DELETES);
      run(repair);

      assertThat(count(repair, RepairCounter.UNPROVEN)).isEqualTo(10);
      assertThat(LoadCounter.DELETED.in(repair.getCounters())).isEqualTo(1);
      assertThat(kinds(tableJob(index.name(), PLAIN))).isEmpty();
    }
  }

  @Test
  void what_changed_on_either_side_since_the_comparison_is_left() throws Exception {
    try (Index index = SERVER.index("repaired").create(SHARDS)) {
      run(tableJob(index.name(), PLAIN));
      String docs = "/" + index + "/_doc/";
      for (String id : List.of("came", "extra", "touched", row(1), row(2))) {
        SERVER.rest().put(docs + id + "?refresh=true", "{\"n\":-1}");
      }
      SERVER.rest().delete(docs + row(3) + "?refresh=true");
      Path differences = verified(tableJob(index.name(), PLAIN));
      try (Table source = HBASE.connection().getTable(TableName.valueOf(table))) {
        source.put(put("came", 7));
        source.delete(new Delete(Bytes.toBytes(row(2))));
      }
      for (String id : List.of("touched", row(1), row(3))) {
        SERVER.rest().put(docs + id + "?refresh=true", "{\"n\":-2}");
      }

      Job repair = repair(differences, DELETES);
      run(repair);

      assertThat(kinds(tableJob(index.name(), PLAIN)))
          .isEqualTo(
              Map.of(
                  "came",
                  "DIFFERENT",
                  "touched",
                  "EXTRA",
                  row(1),
                  "DIFFERENT",
                  row(2),
                  "EXTRA",
                  row(3),
                  "DIFFERENT"));
      assertThat(count(repair, RepairCounter.IN_SOURCE)).isEqualTo(1);
      assertThat(count(repair, RepairCounter.GONE)).isEqualTo(1);
      assertThat(count(repair, RepairCounter.CHANGED)).isEqualTo(3);
      assertThat(LoadCounter.DELETED.in(repair.getCounters())).isEqualTo(1);
      assertThat(LoadCounter.INDEXED.in(repair.getCounters())).isZero();
    }
  }

  @Test
  void a_directory_that_is_no_complete_comparison_of_this_index_is_refused() throws Exception {
    try (Index index = SERVER.index("repaired").create(SHARDS)) {
      run(tableJob(index.name(), PLAIN));
      Path differences = verified(tableJob(index.name(), PLAIN));
      Path job = differences.resolve("_job.xml");
      String xml = Files.readString(job);

      assertRefused(dir.resolve("nothere"), "does not exist");
      assertRefused(job, "is a file");
      Files.delete(differences.resolve("_SUCCESS"));
      assertRefused(differences, "the comparison did not finish");
      Files.createFile(differences.resolve("_SUCCESS"));
      Files.writeString(job, xml.replace("sluice.internal.verify.format", "other"));
      Files.deleteIfExists(differences.resolve("._job.xml.crc"));
      assertRefused(differences, "another version of Sluice");
      Files.delete(job);
      assertRefused(differences, "no file _job.xml");
      Files.writeString(job, xml);
      SERVER.rest().delete("/" + index);
      index.create(SHARDS);
      assertRefused(differences, "was deleted and created again since the comparison");
      assertThat(index.count()).isZero();
    }
  }

  private void assertRefused(Path differences, String why) {
    assertThatThrownBy(() -> repair(differences, RepairOptions.standard()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(why);
  }
}
