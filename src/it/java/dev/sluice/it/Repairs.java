package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.RepairCounter;
import dev.sluice.mapreduce.repair.DeleteLimit;
import dev.sluice.mapreduce.repair.RepairJob;
import dev.sluice.mapreduce.repair.RepairOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;

/** Comparisons and repairs in the local runner, each with a directory of its own. */
final class Repairs {

  static final RepairOptions DELETES =
      RepairOptions.standard().withDeletes(true).withLimit(DeleteLimit.parse("20%"));

  private final Path dir;
  private int runs;

  Repairs(Path dir) {
    this.dir = dir;
  }

  /** Completes the configuration of the next job. */
  Configuration next(Configuration conf) {
    conf.set("fs.defaultFS", "file:///");
    conf.set("hadoop.tmp.dir", dir.resolve("hadoop").toString());
    conf.set("sluice.job.dir", dir.resolve("job-" + ++runs).toUri().toString());
    return conf;
  }

  static void run(Job job) throws Exception {
    assertThat(job.waitForCompletion(false)).isTrue();
  }

  Path verified(Job load) throws Exception {
    Path differences = dir.resolve("differences-" + runs);
    Verification.of(load, differences);
    return differences;
  }

  Map<String, String> kinds(Job load) throws Exception {
    return Verification.of(load, dir.resolve("differences-" + runs)).kinds();
  }

  static Job repair(Configuration conf, Path differences, RepairOptions options)
      throws IOException {
    return RepairJob.of(conf, new org.apache.hadoop.fs.Path(differences.toUri()), options);
  }

  static long count(Job job, RepairCounter counter) throws IOException {
    return counter.in(job.getCounters());
  }
}
