package dev.sluice.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.lines.JsonLinesInputFormat;
import dev.sluice.io.RecordByRecord;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import dev.sluice.it.YarnCluster;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.testing.Awaiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
import org.apache.hadoop.mapreduce.JobCounter;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.util.GenericOptionsParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Loads with checkpoints whose task or application master gets SIGKILL, three times each, at random
 * points: index, ledger and rejected documents are those of a load that was never disturbed. The
 * seed is printed; {@code -Dsluice.fault.seed=N} sets it.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class CheckpointIT {

  /** Records of the file whose task is killed, and of the other. */
  private static final int[] RECORDS = {4_000, 2_000};

  private static final int ALL = IntStream.of(RECORDS).sum();

  private static final int KILLS = 3;

  /** So that each kind has 20 kills in the full profile. */
  private static final int ROUNDS = FaultJob.DOCUMENTS >= 50_000 ? 7 : 1;

  /**
   * What a kill may repeat in a task: the records of an interval of half a second, which take at
   * least a millisecond each, and of the time in which a barrier is settled and stored.
   */
  private static final int REPEATED = 900;

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  private static final Pattern OPERATIONS = Pattern.compile("\"index_total\":(\\d+)");

  private static final long SEED = Long.getLong("sluice.fault.seed", System.nanoTime());

  private static Configuration yarn;
  private static Path home;
  private static Outcome calm;

  private final Random random = new Random(SEED);

  /** What a load leaves. */
  private record Outcome(
      List<String> documents, List<String> rejected, List<Long> counts, long operations) {

    void isThatOf(Outcome other, long repeated) {
      assertThat(documents).as("documents").isEqualTo(other.documents);
      assertThat(rejected).as("rejected documents").isEqualTo(other.rejected);
      assertThat(counts).as("ledger").isEqualTo(other.counts);
      System.out.println((operations - other.operations) + " repeated; allowed: " + repeated);
      assertThat(operations).isBetween(other.operations, other.operations + repeated);
    }
  }

  /** Passes lines on slowly, and kills the JVM of an attempt at a line that the job names. */
  @RecordByRecord
  public static final class KilledMapper extends Mapper<LongWritable, Text, LongWritable, Text> {

    private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");

    static final String PAUSE = "fault.pause.millis";
    static final String LINES = "fault.kill.lines";

    private int pauseMillis;
    private long killedAt = Long.MAX_VALUE;

    @Override
    protected void setup(Context context) {
      Configuration conf = context.getConfiguration();
      pauseMillis = conf.getInt(PAUSE, 0);
      int[] lines = conf.getInts(LINES);
      int attempt = context.getTaskAttemptID().getId();
      if (context.getTaskAttemptID().getTaskID().getId() == 0 && attempt < lines.length) {
        killedAt = lines[attempt];
      }
    }

    @Override
    protected void map(LongWritable offset, Text line, Context context)
        throws IOException, InterruptedException {
      context.write(offset, line);
      Thread.sleep(pauseMillis);
      Matcher number = NUMBER.matcher(line.toString());
      if (number.find() && Long.parseLong(number.group(1)) >= killedAt) {
        killedAt = Long.MAX_VALUE;
        new Thread(KilledMapper::kill, "kill").start(); // the task goes on until it is dead
      }
    }

    private static void kill() {
      try {
        StrikingMapper.killThisJvm();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @BeforeAll
  static void load() throws Exception {
    System.out.println("-Dsluice.fault.seed=" + SEED);
    yarn = YarnCluster.shared().configuration();
    home = new Path("/checkpoint-" + ProcessHandle.current().pid());
    int first = 0;
    for (int records : RECORDS) {
      String lines =
          IntStream.range(first, first + records)
              .mapToObj(CheckpointIT::line)
              .collect(Collectors.joining("\n"));
      first += records;
      // Hadoop numbers tasks by the size of their splits, largest first.
      try (OutputStream out =
          FileSystem.get(yarn).create(new Path(home, "in/" + records + ".json"))) {
        out.write(lines.getBytes(UTF_8));
      }
    }
    Configuration local = new Configuration(yarn);
    local.set(MRConfig.FRAMEWORK_NAME, MRConfig.LOCAL_FRAMEWORK_NAME);
    local.set("sluice.checkpoint.interval", "0s");
    try (Index index = index()) {
      Job job = job(local, "calm", index);
      assertThat(job.waitForCompletion(false)).isTrue();
      calm = outcome(job, "calm", index);
    }
    assertThat(calm.documents).hasSizeBetween(ALL * 9 / 10, ALL - 1);
    assertThat(calm.operations).isEqualTo(calm.documents.size());
    assertThat(calm.rejected).hasSize(ALL - calm.documents.size());
  }

  /** One in 50 is rejected by Elasticsearch, and one in 200 before it is sent. */
  private static String line(int number) {
    if (number % 200 == 11) {
      return "[{\"n\":" + number + "}]";
    }
    return "{\"n\":" + number + (number % 50 == 7 ? ",\"strict\":\"no number\"" : "") + "}";
  }

  private static Index index() {
    return SERVER
        .index("checkpoint")
        .create("{\"mappings\":{\"properties\":{\"strict\":{\"type\":\"integer\"}}}}");
  }

  private static Job job(Configuration conf, String name, Index index) throws Exception {
    conf.set("sluice.job.dir", new Path(home, name).toString());
    conf.set("sluice.bulk.memory", "128kb");
    conf.set("sluice.bulk.size", "16kb");
    conf.set("sluice.errors.max", "1000");
    conf.set("sluice.nodes.discovery", "false");
    Job job = Job.getInstance(conf, name);
    job.setInputFormatClass(JsonLinesInputFormat.class);
    job.setMapperClass(KilledMapper.class);
    job.setNumReduceTasks(0);
    FileInputFormat.addInputPath(job, new Path(home, "in"));
    IndexJob.writeTo(job, SERVER.url(), index.name());
    return job;
  }

  private static Job slow(String name, Index index) throws Exception {
    Configuration conf = new Configuration(yarn);
    new GenericOptionsParser(
        conf, new String[] {"-libjars", System.getProperty("sluice.test.jar")});
    conf.set("sluice.checkpoint.interval", "500ms");
    conf.setInt(KilledMapper.PAUSE, 1);
    return job(conf, name, index);
  }

  private static Outcome outcome(Job job, String name, Index index) throws IOException {
    List<String> documents =
        RealIndex.of(SERVER.rest(), index.name()).documents().stream()
            .map(found -> found.number() + " " + withoutJob(found.id()))
            .sorted()
            .toList();
    return new Outcome(
        documents,
        rejected(new Path(home, name + "/rejected")),
        List.of(
            counter(job, "GIVEN"),
            counter(job, "INDEXED") + counter(job, "ALREADY_THERE"),
            counter(job, "REJECTED"),
            job.getCounters().findCounter(TaskCounter.MAP_INPUT_RECORDS).getValue()),
        operations(index));
  }

  /** A generated id contains the job, the task and the number of the record. */
  private static String withoutJob(String id) {
    return id.replaceAll("\\w+_\\d{4}_m_", "JOB_m_");
  }

  /** The lines without what differs from job to job. */
  private static List<String> rejected(Path folder) throws IOException {
    FileSystem files = FileSystem.get(yarn);
    List<String> lines = new ArrayList<>();
    for (FileStatus file : files.listStatus(folder)) {
      try (InputStream in = files.open(file.getPath())) {
        new String(in.readAllBytes(), UTF_8)
            .lines()
            .map(line -> line.replaceAll("\"(_index|task|time)\":\"[^\"]*\",?", ""))
            .map(CheckpointIT::withoutJob)
            .forEach(lines::add);
      }
    }
    lines.sort(null);
    return lines;
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

  private int[] points(int from, int to) {
    return random.ints(KILLS, from, to).sorted().toArray();
  }

  @Test
  void tasks_that_are_killed_go_on_at_their_last_checkpoint() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String name = "task-" + round;
      int[] lines = points(0, RECORDS[0]);
      try (Index index = index()) {
        Job job = slow(name, index);
        job.getConfiguration()
            .set(
                KilledMapper.LINES,
                IntStream.of(lines).mapToObj(Integer::toString).collect(Collectors.joining(",")));

        assertThat(job.waitForCompletion(false)).isTrue();

        outcome(job, name, index).isThatOf(calm, (long) KILLS * REPEATED);
        assertThat(job.getCounters().findCounter(JobCounter.TOTAL_LAUNCHED_MAPS).getValue())
            .isEqualTo(RECORDS.length + KILLS);
        assertThat(FileSystem.get(yarn).exists(new Path(home, name + "/checkpoints"))).isFalse();
      }
    }
  }

  @Test
  void tasks_go_on_at_their_last_checkpoint_under_another_application_master() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String name = "master-" + round;
      try (Index index = index()) {
        Job job = slow(name, index);
        job.getConfiguration().setInt(MRJobConfig.MR_AM_MAX_ATTEMPTS, KILLS + 1);
        job.submit();
        ApplicationMasters masters = ApplicationMasters.of(job);
        for (int indexed : points(1, ALL * 4 / 5)) {
          Awaiting.until(
              indexed + " documents", Duration.ofMinutes(3), () -> operations(index) >= indexed);
          Awaiting.until("a master", Duration.ofMinutes(1), masters::isAny);
          masters.kill();
        }

        assertThat(job.waitForCompletion(false)).isTrue();

        outcome(job, name, index).isThatOf(calm, (long) RECORDS.length * KILLS * REPEATED);
        assertThat(masters.count()).isEqualTo(KILLS + 1);
      }
    }
  }
}
