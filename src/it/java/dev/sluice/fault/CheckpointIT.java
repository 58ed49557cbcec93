package dev.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.lines.JsonLinesInputFormat;
import dev.sluice.io.RecordByRecord;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import dev.sluice.it.YarnCluster;
import dev.sluice.mapreduce.IndexJob;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.util.GenericOptionsParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task of a load whose JVM is killed, and whose next attempt goes on at a checkpoint. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CheckpointIT {

  private static final int DOCUMENTS = 8_000;

  /** One in so many is rejected by Elasticsearch. */
  private static final int ONE_IN = 100;

  /** The record at which the JVM dies; with a sleep of a millisecond each, after some seconds. */
  private static final int KILLED_AT = 6_000;

  /** Less than half of what the first attempt read; an interval is about 900 records. */
  private static final int REPEATED = 2_900;

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  private static final Pattern OPERATIONS = Pattern.compile("\"index_total\":(\\d+)");
  private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");

  /** Passes lines on slowly, and kills the JVM of the first attempt. */
  @RecordByRecord
  public static final class KilledMapper extends Mapper<LongWritable, Text, LongWritable, Text> {
    private int seen;

    @Override
    protected void map(LongWritable offset, Text line, Context context)
        throws IOException, InterruptedException {
      context.write(offset, line);
      Thread.sleep(1);
      if (++seen == KILLED_AT && context.getTaskAttemptID().getId() == 0) {
        StrikingMapper.killThisJvm();
      }
    }
  }

  private static boolean isBad(int number) {
    return number % ONE_IN == 7;
  }

  private static String line(int number) {
    return "{\"n\":" + number + (isBad(number) ? ",\"strict\":\"no number\"" : "") + "}";
  }

  private static Job job(Configuration conf, Path home, Index index) throws Exception {
    new GenericOptionsParser(
        conf, new String[] {"-libjars", System.getProperty("sluice.test.jar")});
    conf.set("sluice.job.dir", new Path(home, "job").toString());
    conf.set("sluice.checkpoint.interval", "1s");
    conf.set("sluice.bulk.memory", "128kb");
    conf.set("sluice.bulk.size", "16kb");
    conf.set("sluice.errors.max", "1000");
    conf.set("sluice.nodes.discovery", "false");
    Job job = Job.getInstance(conf, "a task that is killed");
    job.setInputFormatClass(JsonLinesInputFormat.class);
    job.setMapperClass(KilledMapper.class);
    job.setNumReduceTasks(0);
    FileInputFormat.addInputPath(job, new Path(home, "in.json"));
    IndexJob.writeTo(job, SERVER.url(), index.name());
    return job;
  }

  private static List<String> rejected(FileSystem files, Path home) throws IOException {
    StringBuilder text = new StringBuilder();
    for (FileStatus file : files.listStatus(new Path(home, "job/rejected"))) {
      text.append(new String(files.open(file.getPath()).readAllBytes(), StandardCharsets.UTF_8));
    }
    return text.toString().lines().toList();
  }

  private static int number(String line) {
    Matcher number = NUMBER.matcher(line);
    assertThat(number.find()).as(line).isTrue();
    return Integer.parseInt(number.group(1));
  }

  @Test
  void a_task_that_is_killed_goes_on_at_its_last_checkpoint() throws Exception {
    Configuration conf = YarnCluster.shared().configuration();
    FileSystem files = FileSystem.get(conf);
    Path home = new Path("/checkpoint-" + ProcessHandle.current().pid());
    try (OutputStream out = files.create(new Path(home, "in.json"))) {
      String lines =
          IntStream.range(0, DOCUMENTS)
              .mapToObj(CheckpointIT::line)
              .collect(Collectors.joining("\n"));
      out.write(lines.getBytes(StandardCharsets.UTF_8));
    }
    Set<Integer> bad = new TreeSet<>();
    IntStream.range(0, DOCUMENTS).filter(CheckpointIT::isBad).forEach(bad::add);
    try (Index index = SERVER.index("checkpoint")) {
      index.create("{\"mappings\":{\"properties\":{\"strict\":{\"type\":\"integer\"}}}}");
      Job job = job(conf, home, index);

      assertThat(job.waitForCompletion(false)).isTrue();

      SERVER.rest().post("/" + index.name() + "/_refresh", "");
      assertThat(index.count()).isEqualTo(DOCUMENTS - bad.size());
      assertThat(rejected(files, home).stream().map(CheckpointIT::number).toList())
          .hasSize(bad.size())
          .hasSameElementsAs(bad);
      assertThat(counter(job, "GIVEN")).isEqualTo(DOCUMENTS);
      assertThat(counter(job, "INDEXED") + counter(job, "ALREADY_THERE"))
          .isEqualTo(DOCUMENTS - bad.size());
      assertThat(counter(job, "REJECTED")).isEqualTo(bad.size());
      assertThat(job.getCounters().findCounter(TaskCounter.MAP_INPUT_RECORDS).getValue())
          .isEqualTo(DOCUMENTS);
      long operations = operations(index);
      System.out.println(operations + " index operations for " + index.count() + " documents");
      assertThat(operations).isBetween(index.count(), index.count() + REPEATED);
      assertThat(files.exists(new Path(home, "job/checkpoints"))).isFalse();
    }
  }

  private static long counter(Job job, String name) throws IOException {
    return job.getCounters().findCounter("Sluice", name).getValue();
  }

  /** What the primaries have indexed, each time. */
  private static long operations(Index index) {
    Matcher total =
        OPERATIONS.matcher(
            SERVER
                .rest()
                .get("/" + index.name() + "/_stats/indexing?filter_path=_all.primaries.indexing"));
    assertThat(total.find()).isTrue();
    return Long.parseLong(total.group(1));
  }
}
