package dev.sluice.cli;

import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.copy.CopiedShards;
import dev.sluice.mapreduce.copy.CopySettings;
import dev.sluice.mapreduce.input.InputSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import picocli.CommandLine.Option;

/** What the commands that copy documents have in common. */
final class CopyOptions {

  @Option(
      names = "--query",
      paramLabel = "JSON|FILE",
      description = "Copies only what a query of the Query DSL finds.")
  private String query;

  @Option(
      names = "--transform",
      paramLabel = "CLASS",
      description =
          "Changes or leaves out documents on the way: a dev.sluice.io.DocumentTransform, in"
              + " a jar given by -libjars.")
  private String transform;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "The directory of a job of the same command that failed: what its tasks committed is not"
              + " copied again. May be given several times.")
  private List<String> resume = new ArrayList<>();

  void applyTo(Configuration conf) {
    WriteOptions.set(conf, InputSettings.QUERY.key(), query);
    WriteOptions.set(conf, CopySettings.TRANSFORM.key(), transform);
  }

  /**
   * Leaves out what earlier jobs have copied.
   *
   * @return how many documents that is
   */
  long resume(Job job) throws IOException {
    if (resume.isEmpty()) {
      return 0;
    }
    IndexJob.resume(job, resumed());
    return CopiedShards.in(resumed(), job.getConfiguration()).documents();
  }

  /** The directories of earlier jobs. */
  List<Path> resumed() {
    return Collections.unmodifiableList(
        resume.stream().map(Path::new).collect(Collectors.toList()));
  }
}
