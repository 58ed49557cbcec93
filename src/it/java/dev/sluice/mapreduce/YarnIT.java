package dev.sluice.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Sluice;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.HBaseCluster;
import dev.sluice.it.Index;
import dev.sluice.it.ShortJvm;
import dev.sluice.it.YarnCluster;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.owner.JobOwner;
import dev.sluice.mapreduce.owner.OwnerState;
import dev.sluice.mapreduce.owner.RunningOwners;
import dev.sluice.testing.Awaiting;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobClient;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.KeyValueTextInputFormat;
import org.apache.hadoop.mapred.RunningJob;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.util.GenericOptionsParser;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Jobs in real containers, which get the jar from the job and from nowhere else. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class YarnIT {

  private static final String JAR = System.getProperty("sluice.test.jar");
  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  /** A line of progress with documents. */
  private static final Pattern PROGRESS = Pattern.compile("(?m)^.*\\b[1-9][\\d,]* documents.*$");

  private static YarnCluster yarn;

  @BeforeAll
  static void start() throws IOException {
    yarn = YarnCluster.shared();
  }

  /** A user's mapper: one document a line, its id before the blank. */
  public static final class LineMapper extends Mapper<LongWritable, Text, Text, Text> {
    @Override
    protected void map(LongWritable offset, Text line, Context context)
        throws IOException, InterruptedException {
      String[] parts = line.toString().split(" ", 2);
      context.write(new Text(parts[0]), new Text(parts[1]));
    }
  }

  private static void put(FileSystem fs, String path, String text) throws IOException {
    try (OutputStream out = fs.create(new Path(path))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String lines(int from, int to, String id) {
    return IntStream.range(from, to)
        .mapToObj(i -> id.formatted(i) + "{\"n\":" + i + "}")
        .collect(Collectors.joining("\n"));
  }

  @Test
  void a_job_that_names_the_jar_as_a_library_writes_from_containers() throws Exception {
    Configuration conf = yarn.configuration();
    String metrics = metricsOfTasks().toUri().toString();
    new GenericOptionsParser(conf, new String[] {"-libjars", JAR, "-files", metrics});
    FileSystem fs = FileSystem.get(conf);
    put(fs, "/lines/a.txt", lines(0, 500, "d%d "));
    put(fs, "/lines/b.txt", lines(500, 1_000, "d%d ") + "\nbad {\"n\":\"not a number\"}");
    try (Index index =
        SERVER
            .index("yarn")
            .create("{\"mappings\":{\"properties\":{\"n\":{\"type\":\"long\"}}}}")) {
      conf.set("sluice.id", "key");
      conf.set("sluice.errors.max", "1");
      Job job = Job.getInstance(conf, "lines");
      job.setMapperClass(LineMapper.class);
      job.setNumReduceTasks(0);
      job.setMapOutputKeyClass(Text.class);
      job.setMapOutputValueClass(Text.class);
      FileInputFormat.addInputPath(job, new Path("/lines"));
      IndexJob.writeTo(job, SERVER.url(), index.name());

      assertThat(job.waitForCompletion(false)).isTrue();

      assertThat(index.count()).isEqualTo(1_000);
      assertThat(counter(job, "GIVEN")).isEqualTo(1_001);
      assertThat(counter(job, "INDEXED")).isEqualTo(1_000);
      assertThat(counter(job, "REJECTED")).isEqualTo(1);
      assertThat(rejected(fs, job)).contains("\"_id\":\"bad\"", "\"n\":\"not a number\"");
      assertThat(metricsOf(job))
          .allMatch(line -> line.contains("Index=" + index.name() + ","))
          .anyMatch(line -> line.contains("_m_000000_0, ") && line.contains(" Given=501,"))
          .anyMatch(line -> line.contains("_m_000001_0, ") && line.contains(" Given=500,"));
    }
  }

  /** A sink for the metrics of tasks: without a name of a file, it prints them. */
  private static java.nio.file.Path metricsOfTasks() throws IOException {
    return Files.writeString(
        Files.createTempDirectory("sluice").resolve("hadoop-metrics2.properties"),
        "*.period=1\nmaptask.sink.file.class=org.apache.hadoop.metrics2.sink.FileSink\n");
  }

  /** What the tasks of a job sent to that sink, which is in the logs of their containers. */
  private static List<String> metricsOf(Job job) throws IOException {
    String application = job.getJobID().toString().replace("job_", "application_");
    List<String> records = new ArrayList<>();
    try (Stream<java.nio.file.Path> files = Files.walk(yarn.workDirectory())) {
      for (java.nio.file.Path file : files.filter(path -> path.endsWith("stdout")).toList()) {
        if (file.toString().contains(application)) {
          records.addAll(Files.readAllLines(file));
        }
      }
    }
    return records.stream().filter(line -> line.contains(" sluice.SluiceLoad: ")).toList();
  }

  private static long counter(Job job, String name) throws IOException {
    return job.getCounters().findCounter("Sluice", name).getValue();
  }

  private static String rejected(FileSystem fs, Job job) throws IOException {
    Path directory = new Path(fs.getHomeDirectory(), ".sluice/" + job.getJobID() + "/rejected");
    StringBuilder all = new StringBuilder();
    for (var file : fs.listStatus(directory)) {
      try (var in = fs.open(file.getPath())) {
        all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return all.toString();
  }

  @Test
  void a_job_of_the_old_API_writes_from_containers_and_refreshes_at_its_end() throws Exception {
    JobConf conf = new JobConf(yarn.configuration());
    new GenericOptionsParser(conf, new String[] {"-libjars", JAR});
    put(FileSystem.get(conf), "/old-lines/a.txt", lines(0, 300, "d%d "));
    try (Index index = SERVER.index("yarn").create("{\"settings\":{\"refresh_interval\":-1}}")) {
      RunningJob job = JobClient.runJob(oldJob(conf, "/old-lines", index));

      assertThat(SERVER.rest().get("/" + index + "/_count")).contains("\"count\":300");
      assertThat(job.getCounters().findCounter("Sluice", "INDEXED").getValue()).isEqualTo(300);
    }
  }

  @Test
  void a_running_job_of_the_old_API_can_be_paused_and_resumed() throws Exception {
    JobConf conf = new JobConf(yarn.configuration());
    new GenericOptionsParser(conf, new String[] {"-libjars", JAR});
    FileSystem fs = FileSystem.get(conf);
    put(fs, "/paused-lines/a.txt", lines(0, 300, "d%d "));
    try (Index index = SERVER.index("yarn-paused").create("{}")) {
      conf.set("sluice.rate.documents", "60");
      RunningJob job = new JobClient(conf).submitJob(oldJob(conf, "/paused-lines", index));
      String directory = fs.getHomeDirectory() + "/.sluice/" + job.getID();
      Awaiting.until("documents", Duration.ofMinutes(2), () -> indexed(index) > 0);

      assertThat(Sluice.run("control", directory, "pause")).isZero();
      TimeUnit.SECONDS.sleep(4);
      long paused = indexed(index);
      TimeUnit.SECONDS.sleep(2);
      assertThat(indexed(index)).isEqualTo(paused).isLessThan(300);
      assertThat(owner(directory, conf)).isEqualTo(OwnerState.ALIVE);
      String manager = YarnConfiguration.RM_ADDRESS + "=" + conf.get(YarnConfiguration.RM_ADDRESS);
      assertThat(Sluice.run("jobs", directory, "--clean", "0", "-D", manager)).isZero();
      assertThat(fs.exists(new Path(directory))).as("in use").isTrue();

      assertThat(Sluice.run("control", directory, "rate", "off")).isZero();
      assertThat(Sluice.run("control", directory, "resume")).isZero();
      job.waitForCompletion();
      assertThat(job.isSuccessful()).isTrue();
      assertThat(index.count()).isEqualTo(300);
      assertThat(Sluice.run("control", directory, "pause")).as("the job is over").isEqualTo(2);
      Awaiting.until(
          "the application's end",
          Duration.ofMinutes(1),
          () -> owner(directory, conf) == OwnerState.ENDED);
      assertThat(Sluice.run("jobs", directory, "--clean", "0")).isZero();
      assertThat(fs.exists(new Path(directory))).isFalse();
    }
  }

  /** What the ResourceManager reports of the application that the job has recorded. */
  private static OwnerState owner(String directory, Configuration conf) {
    try (RunningOwners owners = new RunningOwners(conf)) {
      return owners.state(JobOwner.in(JobDirectory.at(new Path(directory)), conf).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Documents indexed so far, by the server's own count. */
  private static long indexed(Index index) {
    String stats = SERVER.rest().get("/" + index.name() + "/_stats/indexing?level=cluster");
    String total = stats.substring(stats.indexOf("\"index_total\":") + 14);
    return Long.parseLong(total.substring(0, total.indexOf(',')));
  }

  private static JobConf oldJob(JobConf conf, String input, Index index) {
    conf.set("sluice.nodes", SERVER.url());
    conf.set("sluice.index", index.name());
    conf.set("sluice.id", "key");
    conf.set("mapreduce.input.keyvaluelinerecordreader.key.value.separator", " ");
    conf.setInputFormat(KeyValueTextInputFormat.class);
    conf.setMapOutputKeyClass(Text.class);
    conf.setMapOutputValueClass(Text.class);
    conf.setNumReduceTasks(0);
    conf.setOutputFormat(dev.sluice.mapred.IndexOutputFormat.class);
    org.apache.hadoop.mapred.FileInputFormat.setInputPaths(conf, input);
    return conf;
  }

  @Test
  void the_command_load_runs_by_hadoop_jar() throws Exception {
    FileSystem fs = FileSystem.get(yarn.configuration());
    put(fs, "/ndjson/a.json", lines(0, 300, ""));
    try (Index index = SERVER.index("yarn-load")) {
      String printed =
          hadoopJar("load", "--input", "/ndjson", "--index", index.name(), "--id", "field:n");

      assertThat(printed).contains("300");
      assertThat(index.count()).isEqualTo(300);
    }
  }

  @Test
  void the_command_table_runs_by_hadoop_jar() throws Exception {
    HBaseCluster hbase = HBaseCluster.shared();
    try (Table table = hbase.create("yarn", Bytes.toByteArrays(new String[] {"m"}), "f");
        Index index = SERVER.index("yarn-table")) {
      for (int i = 0; i < 200; i++) {
        Put put = new Put(Bytes.toBytes((i % 2 == 0 ? "a" : "z") + i));
        put.addColumn(Bytes.toBytes("f"), Bytes.toBytes("n"), Bytes.toBytes(i));
        table.put(put);
      }
      java.nio.file.Path mapping = Files.createTempFile("sluice", ".mapping");
      Files.writeString(mapping, "_id = key as utf8\nn = f:n as int\n");
      List<String> arguments = new ArrayList<>(List.of("table"));
      arguments.addAll(hbase.options());
      arguments.addAll(List.of("--table", "yarn", "--index", index.name()));
      arguments.addAll(List.of("--mapping", mapping.toString()));

      String printed = hadoopJar(arguments.toArray(String[]::new));

      assertThat(printed).contains("200");
      assertThat(index.count()).isEqualTo(200);
      assertThat(SERVER.rest().source(index.name(), "z199")).hasValue("{\"n\":199}");
      assertThat(submitted("yarn to " + index).getStringCollection("tmpjars"))
          .anyMatch(file -> file.contains("hbase"))
          .as("the jar of the job, shipped again as a library")
          .noneMatch(file -> file.endsWith(new File(JAR).getName()));
    }
  }

  /** The configuration of a job as its history has it. */
  private static Configuration submitted(String name) throws IOException {
    FileSystem fs = FileSystem.get(yarn.configuration());
    var files = fs.listFiles(new Path("/staging"), true);
    while (files.hasNext()) {
      Path file = files.next().getPath();
      if (file.getName().endsWith("_conf.xml")) {
        Configuration conf = new Configuration(false);
        conf.addResource(fs.open(file));
        if (name.equals(conf.get(MRJobConfig.JOB_NAME))) {
          return conf;
        }
      }
    }
    throw new AssertionError("no job " + name + " in the history");
  }

  @Test
  @EnabledIfSystemProperty(named = "sluice.fault.documents", matches = "50000")
  void a_rehearsal_in_containers_measures_and_leaves_nothing() throws Exception {
    FileSystem fs = FileSystem.get(yarn.configuration());
    put(fs, "/rehearsed/a.json", lines(0, 50, ""));
    put(fs, "/rehearsed/b.json", lines(50, 100, ""));
    try (Index index = SERVER.index("yarn-rehearsed")) {

      String said =
          hadoopJar("load", "--input", "/rehearsed", "--index", index.name(), "--rehearse", "5s");

      assertThat(said)
          .containsPattern("(?m)^as configured +[12] ")
          .contains("for about 100 documents", "bottleneck: ", "change next: ");
      assertThat(SERVER.rest().status("HEAD", "/" + index.name())).isEqualTo(404);
      assertThat(SERVER.rest().get("/_cat/indices/sluice-rehearsal-*?h=index")).isBlank();
      assertThat(fs.globStatus(new Path(fs.getHomeDirectory(), ".sluice/rehearsal-*"))).isEmpty();
    }
  }

  @Test
  void the_summary_of_a_load_that_Ctrl_C_kills_has_what_its_tasks_had_reported() throws Exception {
    FileSystem fs = FileSystem.get(yarn.configuration());
    put(fs, "/interrupted/a.json", lines(0, 200_000, ""));
    java.nio.file.Path out = Files.createTempFile("sluice", ".out");
    try (Index index = SERVER.index("yarn-interrupted")) {
      List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
      command.addAll(hadoopJarCommand("load", "--input", "/interrupted", "--index", index.name()));
      command.addAll(List.of("-D", "sluice.bulk.actions=10", "-D", "sluice.bulk.in-flight=1"));
      command.addAll(List.of("-D", MRJobConfig.TASK_PROGRESS_REPORT_INTERVAL + "=500"));
      Process load =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      try {
        Awaiting.until("progress", Duration.ofMinutes(2), () -> PROGRESS.matcher(read(out)).find());
        new ProcessBuilder("kill", "-INT", "" + load.pid()).start().waitFor();
        assertThat(load.waitFor(2, TimeUnit.MINUTES)).isTrue();
      } finally {
        load.destroyForcibly();
      }

      assertThat(load.exitValue()).as(read(out)).isEqualTo(130);
      Matcher summary = Pattern.compile("(?m)^indexed +at least ([\\d,]+)$").matcher(read(out));
      assertThat(summary.find()).as(read(out)).isTrue();
      assertThat(Long.parseLong(summary.group(1).replace(",", "")))
          .isPositive()
          .isLessThanOrEqualTo(index.count());
      assertThat(read(out)).doesNotContainPattern("(?m)^indexed +0$");
    }
  }

  private static String read(java.nio.file.Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What {@code hadoop jar sluice.jar …} does, in a JVM of its own whose class path is Hadoop's.
   */
  private static String hadoopJar(String... arguments) throws Exception {
    Process process =
        new ProcessBuilder(hadoopJarCommand(arguments)).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(Map.of("exit", process.waitFor())).as(printed).containsEntry("exit", 0);
    return printed;
  }

  private static List<String> hadoopJarCommand(String... arguments) throws IOException {
    java.nio.file.Path site = Files.createTempDirectory("sluice-site");
    for (String file : List.of("core-site.xml", "mapred-site.xml", "yarn-site.xml")) {
      try (OutputStream out = Files.newOutputStream(site.resolve(file))) {
        yarn.configuration().writeXml(out);
      }
    }
    List<String> command = ShortJvm.command();
    command.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED", "-cp"));
    command.add(site + File.pathSeparator + System.getProperty("java.class.path"));
    command.addAll(List.of("org.apache.hadoop.util.RunJar", JAR));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--nodes", SERVER.url()));
    return command;
  }
}
