package dev.sluice.fault;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.mapreduce.IndexJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/**
 * A job under a fault: the input, where it writes, and what is particular about it. Runs in this
 * JVM with a map task for each file of its input, all at a time, unless it is given a cluster.
 */
final class FaultJob {

  /** How many documents a job has: {@code sluice.fault.documents}. */
  static final int DOCUMENTS = Integer.getInteger("sluice.fault.documents", 3_000);

  private final String name;
  private final Workload load;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private Class<? extends OutputFormat<?, ?>> format = WatchedOutputFormat.class;
  private Class<? extends Mapper<?, ?, ?, ?>> mapper = ActionMapper.class;
  private Configuration cluster;

  private FaultJob(String name, Workload load) {
    this.name = name;
    this.load = load;
  }

  /** A job named for its fault, with short requests and short waits. */
  static FaultJob named(String fault, Workload load) {
    return new FaultJob(fault, load)
        .set("sluice.bulk.actions", "50")
        .set("sluice.bulk.retry.base", "20ms")
        .set("sluice.bulk.retry.cap", "500ms")
        .set("sluice.bulk.retry.timeout", "1m")
        .set("sluice.http.timeout", "20s")
        .set("sluice.nodes.discovery", "false");
  }

  /** A job over {@link Workload#mixed} of the suite's size. */
  static FaultJob named(String fault) {
    return named(fault, Workload.mixed(DOCUMENTS));
  }

  FaultJob set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  FaultJob format(Class<? extends OutputFormat<?, ?>> type) {
    format = type;
    return this;
  }

  FaultJob mapper(Class<? extends Mapper<?, ?, ?, ?>> type) {
    mapper = type;
    return this;
  }

  /** Runs it there, with the jar under test as a library of the job. */
  FaultJob on(Configuration conf) {
    cluster = conf;
    return this;
  }

  Workload load() {
    return load;
  }

  String name() {
    return name;
  }

  /** Starts it; the caller waits for the end by {@link FaultRun#await}. */
  FaultRun submit(String nodes, String index) throws Exception {
    Job job = job(nodes, index);
    job.submit();
    return new FaultRun(this, job);
  }

  /** The job that is submitted, with an input and a directory of its own. */
  Job job(String nodes, String index) throws Exception {
    Path target = Files.createDirectories(Paths.get("target").toAbsolutePath());
    Path home = Files.createTempDirectory(target, "fault-");
    Path input = Files.createDirectory(home.resolve("input"));
    load.writeTo(input);
    Configuration conf = cluster == null ? local(home) : new Configuration(cluster);
    settings.forEach(conf::set);
    org.apache.hadoop.fs.Path in = new org.apache.hadoop.fs.Path(input.toUri());
    if (cluster != null) {
      in = new org.apache.hadoop.fs.Path("/fault/" + home.getFileName() + "/input");
      FileSystem.get(conf).copyFromLocalFile(new org.apache.hadoop.fs.Path(input.toUri()), in);
    }
    conf.set("sluice.job.dir", in.toString().replaceFirst("/input/?$", "/job"));
    Job job = Job.getInstance(conf, name);
    job.setMapperClass(mapper.asSubclass(Mapper.class));
    job.setNumReduceTasks(0);
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(BulkActionWritable.class);
    FileInputFormat.addInputPath(job, in);
    IndexJob.writeTo(job, nodes, index);
    job.setOutputFormatClass(format.asSubclass(OutputFormat.class));
    return job;
  }

  /** The configuration of jobs that run in this process. */
  static Configuration local(Path home) {
    Configuration conf = new Configuration();
    conf.set("fs.defaultFS", "file:///");
    conf.set("mapreduce.framework.name", "local");
    conf.set("mapreduce.local.map.tasks.maximum", "4");
    conf.set("hadoop.tmp.dir", home.resolve("tmp").toString());
    return conf;
  }

  /** Runs it to its end. */
  FaultRun run(String nodes, String index) throws Exception {
    return submit(nodes, index).await();
  }
}
