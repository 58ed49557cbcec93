package dev.sluice.mapreduce.owner;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonObject;
import dev.sluice.json.JsonScan;
import dev.sluice.json.JsonWriter;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.TaskFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that sets up and commits a job: an application master, the program that runs the
 * local job runner, or the driver of another engine. It is recorded in {@code owner.json} of the
 * job directory when the job is set up. In a container of YARN, the application counts, because a
 * second application master may go on with the job. Immutable.
 */
public final class JobOwner {

  /** The name of the file. */
  public static final String FILE = "owner.json";

  private static final Logger log = LoggerFactory.getLogger(JobOwner.class);

  /** In the environment of a container. A local job may run where the classes of YARN are not. */
  private static final String CONTAINER_ID = "CONTAINER_ID";

  private static final Pattern CONTAINER =
      Pattern.compile("container_(?:e\\d+_)?(\\d+_\\d+)_\\d+_\\d+");

  private static final String JOB = "job";
  private static final String APPLICATION = "application";
  private static final String HOST = "host";
  private static final String PROCESS = "process";
  private static final String DIRECTORY = "directory";
  private static final String OF_JOB = "job_";

  private final String job;
  private final String application;
  private final String host;
  private final String process;
  private final String directory;

  private JobOwner(String job, String application, String host, String process, String directory) {
    this.directory = directory;
    this.job = job;
    this.application = application;
    this.host = host;
    this.process = process;
  }

  /** A job of a process on a machine. */
  public static JobOwner ofProcess(String job, String host, String process) {
    return new JobOwner(job, "", host, process, "");
  }

  /** A job of an application of YARN. */
  public static JobOwner ofApplication(String job, String application) {
    return new JobOwner(job, application, "", "", "");
  }

  /**
   * Who will run a job that this process submits: an application of YARN, or the process itself.
   *
   * @param directory that of the job, to be recorded, too
   */
  public static JobOwner submitting(String job, String directory, Configuration conf) {
    boolean yarn =
        MRConfig.YARN_FRAMEWORK_NAME.equals(conf.get(MRConfig.FRAMEWORK_NAME))
            && job.startsWith(OF_JOB);
    return new JobOwner(
        job,
        yarn ? "application_" + job.substring(OF_JOB.length()) : "",
        LocalProcess.host(),
        LocalProcess.own().orElse(""),
        directory);
  }

  /**
   * Records this process as the owner of a job. A job does not fail because of it.
   *
   * @param directory the directory of the job, which exists
   */
  public static void record(JobContext job, JobDirectory directory) {
    try {
      JobOwner own =
          new JobOwner(
              job.getJobID().toString(),
              application(System.getenv(CONTAINER_ID)),
              LocalProcess.host(),
              LocalProcess.own().orElse(""),
              "");
      own.write(directory, job.getConfiguration());
    } catch (IOException | RuntimeException e) {
      log.warn(
          "Could not record in the job directory which process runs the job: {}", e.toString());
    }
  }

  /** The application of a container; empty if it is not one of YARN. */
  static String application(String container) {
    Matcher parts = CONTAINER.matcher(container == null ? "" : container);
    return parts.matches() ? "application_" + parts.group(1) : "";
  }

  /** Writes the file of a job directory. */
  public void write(JobDirectory root, Configuration conf) throws IOException {
    write(new Path(root.root(), FILE), conf);
  }

  /** Writes a file. */
  public void write(Path file, Configuration conf) throws IOException {
    ByteArray bytes = new ByteArray(256);
    JsonWriter json = new JsonWriter(bytes).startObject();
    json.name(JOB).value(job).name(APPLICATION).value(application);
    json.name(HOST).value(host).name(PROCESS).value(process);
    if (!directory.isEmpty()) {
      json.name(DIRECTORY).value(directory);
    }
    json.endObject();
    try (OutputStream out = TaskFile.create(file, conf)) {
      out.write(bytes.array(), 0, bytes.length());
    }
  }

  /**
   * The owner that a directory records; empty if it records none, or the file is not one of ours.
   *
   * @throws IOException if the file system does not answer
   */
  public static Optional<JobOwner> in(JobDirectory directory, Configuration conf)
      throws IOException {
    return in(new Path(directory.root(), FILE), conf);
  }

  /** The owner that a file records; empty if there is no such file, or it is not one of ours. */
  public static Optional<JobOwner> in(Path file, Configuration conf) throws IOException {
    return JobDirectory.readIfSmall(file.getFileSystem(conf), file).flatMap(JobOwner::read);
  }

  private static Optional<JobOwner> read(byte[] bytes) {
    Map<String, String> texts;
    try {
      JsonScan scan = new JsonScan(bytes, 0, bytes.length);
      texts = JsonObject.read(scan);
      scan.end();
    } catch (IOException e) {
      return Optional.empty(); // its writer was killed
    }
    if (!texts.containsKey(JOB) || !texts.containsKey(APPLICATION)) {
      return Optional.empty();
    }
    return Optional.of(
        new JobOwner(
            texts.get(JOB),
            texts.get(APPLICATION),
            texts.getOrDefault(HOST, ""),
            texts.getOrDefault(PROCESS, ""),
            texts.getOrDefault(DIRECTORY, "")));
  }

  /** The id of the job. */
  public String job() {
    return job;
  }

  /** The application of YARN; empty for a process outside of containers. */
  public Optional<String> application() {
    return application.isEmpty() ? Optional.empty() : Optional.of(application);
  }

  /** The machine of the process. */
  public String host() {
    return host;
  }

  /** The directory of the job; empty if it is that of the file. */
  public String directory() {
    return directory;
  }

  /** The process, as {@link LocalProcess} names it; empty if unknown. */
  String process() {
    return process;
  }
}
