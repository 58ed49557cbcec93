package dev.sluice.mapreduce.report;

import dev.sluice.config.Setting;
import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.ManifestFiles;
import dev.sluice.mapreduce.job.TaskFile;
import dev.sluice.mapreduce.job.TaskManifest;
import dev.sluice.report.AttemptRecord;
import dev.sluice.report.AttemptRecord.Outcome;
import dev.sluice.report.JobFacts;
import dev.sluice.report.Report;
import dev.sluice.report.ReportPage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The report of a job: {@code report.json} and {@code report.html} in its directory. They are made
 * from the manifests of the task attempts and from {@code job.json}, which the committer writes
 * when the job begins and when it ends. A job does not fail because of its report.
 */
public final class JobReports {

  public static final String JSON = "report.json";
  public static final String HTML = "report.html";

  private static final Logger log = LoggerFactory.getLogger(JobReports.class);

  private JobReports() {}

  /**
   * Notes what is known about a job that begins.
   *
   * @param settings those whose defaults the report shows
   */
  public static void begin(JobContext job, Iterable<Setting<?>> settings, long wallMillis) {
    Configuration conf = job.getConfiguration();
    try {
      JobFacts facts =
          JobFacts.begun(
              job.getJobID().toString(),
              conf.get(MRJobConfig.JOB_NAME, ""),
              conf.get(MRJobConfig.USER_NAME, System.getProperty("user.name", "")),
              IndexPlan.load(conf).index(),
              wallMillis,
              ShownSettings.given(conf),
              ShownSettings.defaults(conf, settings));
      write(facts(JobDirectory.of(job).root()), facts.toJson(), conf);
    } catch (IOException | RuntimeException e) {
      log.warn("Could not note the beginning of the job for its report: {}", e.toString());
    }
  }

  /** Writes the report of a job that has ended. */
  public static void end(JobContext job, JobFacts.State state, long wallMillis) {
    try {
      Path root = JobDirectory.of(job).root();
      JobFacts facts = facts(root, job.getConfiguration()).ended(state, wallMillis);
      write(facts(root), facts.toJson(), job.getConfiguration());
      write(of(root, facts, job.getConfiguration()), root, job.getConfiguration());
    } catch (IOException | RuntimeException e) {
      log.warn(
          "Could not write the report of the job: {}. To try again: sluice report JOB_DIR",
          e.toString());
    }
  }

  /**
   * Makes the report of a job from its directory.
   *
   * @throws IOException if the directory or a manifest cannot be read
   */
  public static Report of(Path root, Configuration conf) throws IOException {
    return of(root, facts(root, conf), conf);
  }

  private static Report of(Path root, JobFacts facts, Configuration conf) throws IOException {
    FileSystem files = root.getFileSystem(conf);
    Report report = new Report(facts);
    JobDirectory directory = JobDirectory.at(root);
    Set<String> known = new HashSet<>();
    ManifestFiles.read(
        files,
        directory.manifests(),
        bytes -> record(TaskManifest.read(bytes), Outcome.COMMITTED),
        record -> add(report, record, known));
    ManifestFiles.read(
        files,
        directory.attempts(),
        bytes -> record(TaskManifest.read(bytes), Outcome.FAILED),
        record -> add(report, record, known));
    Set<String> ended = new HashSet<>(known);
    ManifestFiles.read(
        files,
        directory.running(),
        JobReports::unfinished,
        record -> {
          if (record.isPresent() && !ended.contains(record.get().attempt())) {
            add(report, record.get(), known);
          }
        });
    return report;
  }

  private static void add(Report report, AttemptRecord record, Set<String> known) {
    known.add(record.attempt());
    report.add(record);
  }

  /** Empty for a file that its task is writing now. */
  private static Optional<AttemptRecord> unfinished(byte[] bytes) {
    try {
      return Optional.of(record(TaskManifest.read(bytes), Outcome.UNFINISHED));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static AttemptRecord record(TaskManifest manifest, Outcome outcome) throws IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (LoadCounter counter : LoadCounter.values()) {
      counts.put(counter.name().toLowerCase(Locale.ROOT), manifest.count(counter));
    }
    return AttemptRecord.of(
        manifest.attempt(),
        outcome,
        counts,
        manifest.bytesByNode(),
        manifest.times(),
        manifest.history());
  }

  /**
   * Writes both files into a directory, which is created.
   *
   * @return the page
   * @throws IOException if a file cannot be written
   */
  public static Path write(Report report, Path directory, Configuration conf) throws IOException {
    String json = report.toJson();
    write(new Path(directory, JSON), json.getBytes(StandardCharsets.UTF_8), conf);
    Path page = new Path(directory, HTML);
    write(page, ReportPage.of(json).getBytes(StandardCharsets.UTF_8), conf);
    return page;
  }

  private static void write(Path file, byte[] bytes, Configuration conf) throws IOException {
    try (OutputStream out = TaskFile.create(file, conf)) {
      out.write(bytes, 0, bytes.length);
    }
  }

  /**
   * What a directory tells about its job; empty if it tells nothing, or the file is not one of
   * ours.
   *
   * @throws IOException if the file system does not answer
   */
  public static Optional<JobFacts> facts(JobDirectory directory, Configuration conf)
      throws IOException {
    Path file = facts(directory.root());
    Optional<byte[]> bytes = JobDirectory.readIfSmall(file.getFileSystem(conf), file);
    return bytes.flatMap(JobReports::factsIn);
  }

  private static Optional<JobFacts> factsIn(byte[] bytes) {
    try {
      JobFacts facts = JobFacts.read(bytes);
      return facts.hasState() ? Optional.of(facts) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // cut short, or somebody else's
    }
  }

  private static Path facts(Path root) {
    return JobDirectory.at(root).facts();
  }

  /**
   * What is known about the job of a directory.
   *
   * @throws IOException if its {@code job.json} cannot be read
   */
  public static JobFacts facts(Path root, Configuration conf) throws IOException {
    try {
      return JobFacts.read(JobDirectory.read(root.getFileSystem(conf), facts(root)));
    } catch (FileNotFoundException e) {
      return JobFacts.unknown(root.getName());
    }
  }
}
