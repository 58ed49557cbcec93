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
      paramLabel = "DIR",
      description =
          "Complete the failed job with this directory: shards that it copied are"
              + " skipped. Can be given several times.")
  private List<String> resume = new ArrayList<>();

  void applyTo(Configuration conf) {
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
    return CopiedShards.in(resumed(), job.getConfiguration()).documents();
  }

  /** The directories of earlier jobs. */
  List<Path> resumed() {
    return Collections.unmodifiableList(
        resume.stream().map(Path::new).collect(Collectors.toList()));
  }
}
