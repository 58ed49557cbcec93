package dev.sluice.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.it.Artists;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobClient;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.RunningJob;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.MultipleInputs;
import org.apache.hadoop.mapreduce.lib.output.NullOutputFormat;

/** A job of Hadoop's local runner that writes or reads by the formats of the drop-in jar. */
final class DropInJob {

  /** What read jobs kept, by the label in their configuration. */
  static final Map<String, Queue<String[]>> KEPT = new ConcurrentHashMap<>();

  /** The key of the label. */
  static final String LABEL = "sluice.test.label";

  private final Way way;
  private final Path temp;
  private final Configuration conf = new Configuration();
  private List<String> lines;
  private String output = "EsOutputFormat";
  private boolean amongInputs;

  private DropInJob(Way way, Path temp) throws IOException {
    this.way = way;
    this.temp = Files.createTempDirectory(temp, "job");
    conf.set("hadoop.tmp.dir", temp.resolve("hadoop").toString());
    conf.set("sluice.job.dir", this.temp.resolve("job").toUri().toString());
    conf.set("es.nodes", URI.create(Parity.url()).getAuthority());
    lines = Artists.all().stream().map(way.json ? Artists::json : Artists::line).toList();
  }

  /** A job over all artists. */
  static DropInJob of(Way way, Path temp) throws IOException {
    return new DropInJob(way, temp);
  }

  /** Another server than the shared Elasticsearch. */
  DropInJob at(String url) {
    conf.set("es.nodes", URI.create(url).getAuthority());
    return this;
  }

  /** Sets keys: names and values in turns. */
  DropInJob set(String... keysAndValues) {
    for (int i = 0; i < keysAndValues.length; i += 2) {
      conf.set(keysAndValues[i], keysAndValues[i + 1]);
    }
    return this;
  }

  /** Other documents, in the form of this way. */
  DropInJob lines(List<String> others) {
    lines = others;
    return this;
  }

  /** Another output format of the drop-in jar. */
  DropInJob output(String name) {
    output = name;
    return this;
  }

  /** Reads through Hadoop's {@code MultipleInputs}, which makes splits under a copy of the job. */
  DropInJob amongInputs() {
    amongInputs = true;
    return this;
  }

  /** The directory of this job's own files. */
  Path directory() {
    return temp;
  }

  /** Writes to a resource; tells whether the job succeeded. */
  boolean writes(String resource) throws Exception {
    Path input = Files.write(temp.resolve("input"), lines, UTF_8);
    conf.set("es.resource", resource);
    conf.set("es.input.json", way.json ? "yes" : "no");
    conf.setIfUnset("es.batch.size.entries", "100");
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(input.toUri());
    if (way.old) {
      JobConf job = new JobConf(conf);
      job.setMapperClass(way.json ? Lines.OldJson.class : Lines.OldMap.class);
      job.set("mapred.output.committer.class", "dev.sluice.mapred.IndexOutputCommitter");
      job.setClass("mapred.output.format.class", Parity.dropIn(output), Object.class);
      org.apache.hadoop.mapred.FileInputFormat.setInputPaths(job, path);
      return succeeds(job);
    }
    Job job = Job.getInstance(conf);
    job.setMapperClass(way.json ? Lines.Json.class : Lines.Map.class);
    job.getConfiguration()
        .setClass(MRJobConfig.OUTPUT_FORMAT_CLASS_ATTR, Parity.dropIn(output), Object.class);
    FileInputFormat.addInputPath(job, path);
    return succeeds(job);
  }

  /** Reads a resource: the values by id, with the types of everything in them. */
  Map<String, String> reads(String resource) throws Exception {
    conf.set(LABEL, temp.toString());
    conf.set("es.resource", resource);
    conf.set("es.output.json", String.valueOf(way.json));
    KEPT.put(temp.toString(), new ConcurrentLinkedQueue<>());
    if (!(way.old ? succeeds(oldReader()) : succeeds(newReader()))) {
      throw new AssertionError("the job over " + resource + " failed");
    }
    return KEPT.remove(temp.toString()).stream()
        .collect(
            Collectors.toMap(
                kept -> kept[0],
                kept -> kept[1],
                (one, other) -> {
                  throw new AssertionError("one id twice: " + one + " and " + other);
                },
                TreeMap::new));
  }

  private JobConf oldReader() throws IOException {
    JobConf job = new JobConf(conf);
    Class<?> format = Parity.dropIn("EsInputFormat");
    job.setClass("mapred.input.format.class", format, Object.class);
    job.setMapperClass(Lines.OldKeep.class);
    if (amongInputs) {
      org.apache.hadoop.mapred.lib.MultipleInputs.addInputPath(
          job,
          new org.apache.hadoop.fs.Path("/unused"),
          format.asSubclass(org.apache.hadoop.mapred.InputFormat.class),
          Lines.OldKeep.class);
    }
    job.setOutputFormat(org.apache.hadoop.mapred.lib.NullOutputFormat.class);
    return job;
  }

  private Job newReader() throws IOException {
    Job job = Job.getInstance(conf);
    Class<?> format = Parity.dropIn("EsInputFormat");
    job.getConfiguration().setClass(MRJobConfig.INPUT_FORMAT_CLASS_ATTR, format, Object.class);
    job.setMapperClass(Lines.Keep.class);
    if (amongInputs) {
      MultipleInputs.addInputPath(
          job,
          new org.apache.hadoop.fs.Path("/unused"),
          format.asSubclass(InputFormat.class),
          Lines.Keep.class);
    }
    job.setOutputFormatClass(NullOutputFormat.class);
    return job;
  }

  private Counters counters;

  /** The counters of the job that ran. */
  Counters counters() {
    return counters;
  }

  private boolean succeeds(JobConf job) throws IOException {
    job.setNumReduceTasks(0);
    RunningJob running = new JobClient(job).submitJob(job);
    running.waitForCompletion();
    counters = new Counters(running.getCounters());
    return running.isSuccessful();
  }

  private boolean succeeds(Job job) throws Exception {
    job.setNumReduceTasks(0);
    boolean good = job.waitForCompletion(false);
    counters = job.getCounters();
    return good;
  }
}
