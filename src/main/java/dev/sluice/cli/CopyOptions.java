package dev.sluice.cli;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.copy.CopiedShards;
import dev.sluice.mapreduce.copy.CopySettings;
import dev.sluice.mapreduce.input.InputSettings;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.owner.RunningOwners;
import dev.sluice.mapreduce.resume.ResumeCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import picocli.CommandLine.Option;

/** The options of all commands that copy documents. */
final class CopyOptions {

  @Option(
      names = "--query",
      paramLabel = "JSON|FILE",
      description = "Copy only documents that match this query: Query DSL, inline or in a file.")
  private String query;

  @Option(
      names = "--transform",
      paramLabel = "CLASS",
      description =
          "Class that changes or drops documents, an implementation of"
              + " dev.sluice.io.DocumentTransform. Pass its jar with -libjars.")
  private String transform;

  @Option(
      names = "--resume",
      paramLabel = "JOB_DIR",
      description =
          "Complete the failed or killed job with this directory: shards that it copied are not"
              + " read again. Repeat the other options of that job. Can be given several times.")
  private List<String> resume = new ArrayList<>();

  @Option(
      names = "--force",
      description = "With --resume: resume although the job may still run on another machine.")
  private boolean force;

  void applyTo(Configuration conf) {
    if (force && resume.isEmpty()) {
      throw new ConfigException("--force requires --resume JOB_DIR");
    }
    WriteOptions.set(conf, InputSettings.QUERY.key(), query);
    WriteOptions.set(conf, CopySettings.TRANSFORM.key(), transform);
  }

  /**
   * Skips the shards that earlier jobs have copied.
   *
   * @return the number of documents in them
   */
  long resume(Job job) throws IOException {
    if (resume.isEmpty()) {
      return 0;
    }
    IndexJob.resume(job, resumed());
    checkUnused(job.getConfiguration());
    return CopiedShards.in(resumed(), job.getConfiguration()).documents();
  }

  private void checkUnused(Configuration conf) throws IOException {
    try (RunningOwners owners = new RunningOwners(conf)) {
      ResumeCheck check = new ResumeCheck(conf, owners, force);
      for (Path directory : resumed()) {
        check.checkUnused(JobDirectory.at(directory));
      }
    }
  }

  /** The directories of earlier jobs. */
  List<Path> resumed() {
    return Collections.unmodifiableList(
        resume.stream().map(Path::new).collect(Collectors.toList()));
  }
}
