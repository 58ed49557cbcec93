package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.hbase.TableJob;
import dev.sluice.hbase.mapping.RowMapping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.filter.PrefixFilter;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.util.GenericOptionsParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of a real HBase in a real index. */
final class TableJobIT {

  private static final HBaseCluster HBASE = HBaseCluster.shared();
  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  private static final String TABLE = "crawl";
  private static final int ROWS = 120;
  private static final AtomicInteger RUNS = new AtomicInteger();

  private Index index;

  /** Rows of three kinds in turn: all columns, those of the middle family, none that is mapped. */
  @BeforeAll
  static void fill() throws IOException {
    byte[][] splits = {Bytes.toBytes("row-040"), Bytes.toBytes("row-080"), {(byte) 0xff}};
    try (Table table = HBASE.create(TABLE, splits, "a", "m", "z")) {
      List<Put> puts = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        puts.add(put(key(i), i));
      }
      puts.add(put(new byte[] {(byte) 0xff, (byte) 0xff}, 2));
      table.put(puts);
      table.put(new Put(key(0), 2_000).addColumn(b("m"), b("p_1"), b("new")));
    }
    try (Admin admin = HBASE.connection().getAdmin()) {
      admin.flush(TableName.valueOf(TABLE));
    }
  }

  private static Put put(byte[] key, int kind) {
    Put put = new Put(key, 1_000);
    put.addColumn(b("z"), b("other"), b("x"));
    if (kind % 3 < 2) {
      put.addColumn(b("m"), b("p_1"), b("one")).addColumn(b("m"), b("q"), b("noise"));
    }
    if (kind % 3 < 1) {
      put.addColumn(b("a"), b("n"), Bytes.toBytes(7)).addColumn(b("a"), b("x"), b("noise"));
    }
    return put;
  }

  private static byte[] key(int i) {
    return b("row-%03d".formatted(i));
  }

  private static byte[] b(String text) {
    return Bytes.toBytes(text);
  }

  @BeforeEach
  void index() {
    index = SERVER.index("table");
  }

  @AfterEach
  void drop() {
    index.close();
  }

  @Test
  void every_row_becomes_a_document_whatever_columns_it_has() throws Exception {
    RowMapping mapping =
        RowMapping.parse(
            "_id = key as hex\n_version = ts max\nn = a:n as int\np.* = m:p_*\nk = key as hex");

    Job job = run(job(mapping));

    assertThat(index.count()).isEqualTo(ROWS + 1);
    assertThat(source(Bytes.toHex(key(0))))
        .isEqualTo("{\"n\":7,\"p\":{\"1\":\"new\"},\"k\":\"" + Bytes.toHex(key(0)) + "\"}");
    assertThat(source(Bytes.toHex(key(2)))).isEqualTo("{\"k\":\"" + Bytes.toHex(key(2)) + "\"}");
    assertThat(source("ffff")).isEqualTo("{\"k\":\"ffff\"}");
    assertThat(counter(job, "INDEXED")).isEqualTo(ROWS + 1);
  }

  @Test
  void a_required_column_leaves_out_rows_that_have_nothing_of_the_mapping() throws Exception {
    RowMapping mapping = RowMapping.parse("n = a:n as int !\np.* = m:p_*");

    Job job = run(job(mapping, "-Dsluice.errors.max=1000"));

    assertThat(counter(job, "INDEXED")).isEqualTo(ROWS / 3);
    assertThat(counter(job, "REJECTED")).isEqualTo(ROWS / 3);
    assertThat(index.count()).isEqualTo(ROWS / 3);
  }

  @Test
  void a_scan_chooses_rows() throws Exception {
    Scan rows =
        new Scan().withStartRow(key(10)).setFilter(new PrefixFilter(Bytes.toBytes("row-01")));

    run(job(RowMapping.parse("n = a:n as int\nseen = ts m:p_1")).rows(rows));

    assertThat(index.count()).isEqualTo(10);
    assertThat(source("row-012")).isEqualTo("{\"n\":7,\"seen\":1000}");
    assertThat(source("row-014")).isEqualTo("{}");
  }

  @Test
  void a_second_run_finds_its_versions_there() throws Exception {
    RowMapping mapping = RowMapping.parse("_id = key as hex\n_version = ts max\nn = a:n as int");
    run(job(mapping));

    Job again = run(job(mapping));

    assertThat(counter(again, "INDEXED") + counter(again, "ALREADY_THERE")).isEqualTo(ROWS + 1);
    assertThat(index.count()).isEqualTo(ROWS + 1);
  }

  @Test
  void a_snapshot_gives_the_same_documents() throws Exception {
    try (Admin admin = HBASE.connection().getAdmin()) {
      admin.snapshot("crawl-snapshot", TableName.valueOf(TABLE));
    }
    RowMapping mapping = RowMapping.parse("_id = key as hex\nn = a:n as int\np.* = m:p_*");

    run(job(mapping).snapshot("crawl-snapshot", new Path("/snapshots-of-" + index.name())));

    assertThat(index.count()).isEqualTo(ROWS + 1);
    assertThat(source(Bytes.toHex(key(0)))).isEqualTo("{\"n\":7,\"p\":{\"1\":\"new\"}}");
  }

  private TableJob job(RowMapping mapping, String... options) throws IOException {
    Configuration conf = HBASE.configuration();
    conf.set("sluice.job.dir", "/jobs/" + index.name() + "-" + RUNS.incrementAndGet());
    new GenericOptionsParser(conf, options);
    return TableJob.of(conf, TABLE, mapping);
  }

  private Job run(TableJob table) throws Exception {
    Job job = table.writeTo(SERVER.url(), index.name());
    assertThat(job.waitForCompletion(false)).as(job.getStatus().getFailureInfo()).isTrue();
    return job;
  }

  private static long counter(Job job, String name) throws IOException {
    return job.getCounters().findCounter("Sluice", name).getValue();
  }

  private String source(String id) {
    return SERVER.rest().source(index.name(), id).orElseThrow();
  }
}
