package dev.sluice.hbase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.LoadCounter;
import dev.sluice.it.HBaseCluster;
import dev.sluice.mapreduce.Attempt;
import dev.sluice.mapreduce.DrivenTask;
import dev.sluice.testing.FakeElasticsearch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.client.Scan;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.io.ImmutableBytesWritable;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attempts of a task over a real table that stop at random rows. Between them, regions split, merge
 * and move. The seed is printed; {@code -Dsluice.fault.seed=N} sets it.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TableCheckpointIT {

  private static final HBaseCluster HBASE = HBaseCluster.shared();

  private static final String TABLE = "checkpointed";
  private static final byte[] FAMILY = {'f'};
  private static final int ROWS = 600;

  /** Rows from one checkpoint to the next at most, and those in the buffer. */
  private static final int REPEATED = 60;

  private static final long SEED = Long.getLong("sluice.fault.seed", System.nanoTime());

  @TempDir Path temp;

  private final FakeElasticsearch elasticsearch = new FakeElasticsearch();
  private final Random random = new Random(SEED);

  /** What happens to the regions of the table between two attempts. */
  private interface Change {
    void make() throws Exception;
  }

  @BeforeAll
  static void fill() throws Exception {
    System.out.println("-Dsluice.fault.seed=" + SEED);
    byte[][] cuts = {key(200), key(400), key(500)};
    try (Table table = HBASE.create(TABLE, cuts, "f")) {
      table.put(
          IntStream.range(0, ROWS)
              .mapToObj(row -> new Put(key(row)).addColumn(FAMILY, FAMILY, key(row)))
              .toList());
    }
  }

  private static byte[] key(int row) {
    return Bytes.toBytes(String.format("%03d", row));
  }

  private static void write(
      RecordWriter<Text, Text> writer, ImmutableBytesWritable key, Result row, int number)
      throws Exception {
    String id = Bytes.toString(row.getRow());
    String bad = id.endsWith("7") ? ",\"bad\":1" : "";
    writer.write(new Text(id), new Text("{\"row\":\"" + id + "\"" + bad + "}"));
  }

  private Attempt attempt(int number) {
    Attempt attempt = Attempt.number(number, temp.resolve("job"));
    for (Map.Entry<String, String> key : HBASE.configuration()) {
      attempt.conf.setIfUnset(key.getKey(), key.getValue());
    }
    return attempt;
  }

  private int run(Attempt attempt, InputSplit split, int stop) throws Exception {
    return DrivenTask.of(attempt, elasticsearch, new GroupedTableInputFormat())
        .run(split, stop, TableCheckpointIT::write);
  }

  /** How often each row was sent. */
  private Map<String, Integer> sent() {
    Map<String, Integer> sent = new TreeMap<>();
    List<String> lines = elasticsearch.lines();
    for (int i = 1; i < lines.size(); i += 2) {
      sent.merge(lines.get(i).replaceAll(".*\"row\":\"(\\d+)\".*", "$1"), 1, Integer::sum);
    }
    return sent;
  }

  @Test
  void a_table_task_goes_on_at_its_checkpoint_although_regions_split_merge_and_move()
      throws Exception {
    Configuration conf = HBASE.configuration();
    InputSplit split =
        TableReads.of(conf, TABLE, new Scan().setCaching(10))
            .with("sluice.hbase.mappers", "1")
            .splits()
            .get(0);
    List<Change> changes =
        List.of(
            () -> HBASE.split(TABLE, "100"),
            () -> HBASE.split(TABLE, "300"),
            () -> HBASE.merge(TABLE, "400", "500"),
            () -> HBASE.move(TABLE, "200"));
    List<Integer> reads = new ArrayList<>();

    for (Change change : changes) {
      int stop = 50 + random.nextInt(80);
      Attempt attempt = attempt(reads.size());
      scan(conf, attempt);
      reads.add(run(attempt, split, stop));
      change.make();
    }
    Attempt last = attempt(reads.size());
    scan(conf, last);
    int read = run(last, split, ROWS + 1);
    last.commit();

    assertThat(sent()).hasSize(ROWS);
    assertThat(sent().values().stream().mapToInt(times -> times).sum())
        .isBetween(ROWS, ROWS + changes.size() * REPEATED);
    assertThat(read).as("rows read by the last attempt").isLessThan(ROWS - 100);
    assertThat(last.counters.findCounter(TaskCounter.MAP_INPUT_RECORDS).getValue())
        .isEqualTo(ROWS - read);
    assertThat(last.count(LoadCounter.GIVEN)).isEqualTo(ROWS);
    assertThat(last.count(LoadCounter.INDEXED)).isEqualTo(ROWS * 9 / 10);
    assertThat(last.count(LoadCounter.REJECTED)).isEqualTo(ROWS / 10);
    assertThat(last.content("rejected/part-m-00007.ndjson").lines()).hasSize(ROWS / 10);
  }

  private static void scan(Configuration from, Attempt attempt) {
    for (String key : List.of("hbase.mapreduce.inputtable", "hbase.mapreduce.scan")) {
      attempt.conf.set(key, from.get(key));
    }
  }
}
