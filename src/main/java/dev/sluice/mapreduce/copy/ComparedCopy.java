package dev.sluice.mapreduce.copy;

import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.input.IndexSplit;
import dev.sluice.mapreduce.input.ReadConnection;
import dev.sluice.mapreduce.input.ReadSubmission;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.since.LoadedMapping;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source of a copy that is compared with its target: all documents, and a warning if both were
 * loaded from tables under different mappings.
 */
final class ComparedCopy {

  private static final Logger log = LoggerFactory.getLogger(ComparedCopy.class);

  private ComparedCopy() {}

  /**
   * The splits of the source. Blocks.
   *
   * @throws ConfigException if the job reads only changes, which cannot be compared with an index
   */
  static List<? extends InputSplit> splits(JobContext job) throws IOException {
    if (CopySettings.SINCE.isGiven(job.getConfiguration()::get)) {
      throw new ConfigException(
          CopySettings.SINCE
              + " cannot be combined with a comparison, which needs all documents: remove it");
    }
    List<IndexSplit> all = ReadSubmission.splits(job, true);
    Set<String> indices =
        all.stream()
            .map(split -> split.shard().index())
            .collect(Collectors.toCollection(TreeSet::new));
    try {
      warnOfMappings(job, indices);
    } catch (IOException e) {
      log.info("The mappings of both sides are not compared: {}", e.getMessage());
    }
    return all;
  }

  private static void warnOfMappings(JobContext job, Set<String> indices) throws IOException {
    Configuration conf = job.getConfiguration();
    Optional<LoadedMapping> target = LoadedMapping.ofTarget(job, "");
    if (!target.isPresent()) {
      return;
    }
    try (Connection open = Connection.open(ReadConnection.options(job))) {
      Administration source = open.administration();
      for (String index : indices) {
        Optional<LoadedMapping> load = LoadedMapping.of(source, index);
        if (load.filter(target.get()::isOther).isPresent()) {
          String warning = warning(index, load.get(), IndexPlan.load(conf).index(), target.get());
          log.warn(warning);
          conf.set(InternalKeys.WARNINGS, warning);
          return;
        }
      }
    }
  }

  private static String warning(String from, LoadedMapping one, String index, LoadedMapping other) {
    return "the indices were loaded with different mappings: "
        + from
        + " from "
        + one
        + ", "
        + index
        + " from "
        + other
        + ": expect a difference in each document";
  }
}
