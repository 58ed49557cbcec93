package dev.sluice.mapreduce.repair;

import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.KeyedInput;
import dev.sluice.mapreduce.encode.JobInput;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.JobCaller;
import dev.sluice.mapreduce.job.JobClasses;
import dev.sluice.mapreduce.job.JobSecrets;
import dev.sluice.mapreduce.submit.IndexUuids;
import dev.sluice.mapreduce.verify.ComparedIndices;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Sets up jobs that repair the differences that a comparison found. A repair reads the records that
 * differ again, and writes what the load would write. It replaces or deletes a document only if its
 * version is not above that of the source; without versions, only if nobody changed it since the
 * comparison. It can be repeated.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class RepairJob {

  private RepairJob() {}

  /**
   * Creates the job, ready to be submitted. It counts what it writes and deletes in {@link
   * dev.sluice.io.LoadCounter}, and what it leaves in {@link dev.sluice.io.RepairCounter}. Blocks
   * while it reads the differences and asks the cluster.
   *
   * @param own the configuration of this machine; keys that were set in it override those of the
   *     load. Secrets come from here: a comparison does not keep them
   * @param differences the directory that a comparison wrote
   * @throws ConfigException if the directory is not the complete result of a comparison, if the
   *     index was deleted or created again since then or is another one, if more documents would be
   *     deleted than the limit allows, or if the source cannot be read again
   * @throws IOException if a cluster or the file system does not answer
   */
  public static Job of(Configuration own, Path differences, RepairOptions options)
      throws IOException {
    JobClasses.reach(own);
    ComparisonDirectory directory = ComparisonDirectory.open(differences, own);
    Configuration conf = RepairConfiguration.of(own, directory.load());
    checkTarget(conf, directory.load());
    long deletes = options.deletes() ? directory.deletes() : 0;
    checkIndex(conf, deletes, options.limit());
    Job job =
        Job.getInstance(conf, "repair " + OutputSettings.INDEX.read(conf::get).orElse("indices"));
    job.setJarByClass(RepairJob.class);
    boolean keyed = isKeyed(job, directory);
    complete(job);
    if (!keyed) {
      gather(job, directory.bytes());
    }
    RepairKeys.store(options, directory.files(), job.getConfiguration());
    return job;
  }

  /** Differences say nothing about another index. */
  private static void checkTarget(Configuration conf, Configuration load) {
    Optional<String> index = OutputSettings.INDEX.read(conf::get);
    Optional<String> compared = OutputSettings.INDEX.read(load::get);
    if (!index.equals(compared)) {
      throw new ConfigException(
          OutputSettings.INDEX
              + " is \""
              + index.orElse("")
              + "\", but the differences are those of \""
              + compared.orElse("")
              + "\": remove it, or run 'sluice verify' with that index");
    }
  }

  private static void complete(Job job) {
    RepairedLoad.keep(job.getConfiguration());
    job.setInputFormatClass(RepairInputFormat.class);
    job.setMapperClass(RepairMapper.class);
    job.setMapOutputKeyClass(Text.class);
    job.setMapOutputValueClass(BulkActionWritable.class);
    job.setNumReduceTasks(0);
    job.setOutputFormatClass(RepairOutputFormat.class);
    job.setMapSpeculativeExecution(false);
  }

  /** Repairs after all records were read: a source that cannot be asked for one is read first. */
  private static void gather(Job job, long bytes) {
    job.setMapOutputValueClass(GatheredRecord.class);
    job.setReducerClass(RepairReducer.class);
    job.setNumReduceTasks((int) (1 + bytes / DifferenceSplits.SIZE));
    job.setReduceSpeculativeExecution(false);
  }

  /** Compares the index with what the comparison saw, before anything is written. */
  private static void checkIndex(Configuration conf, long deletes, DeleteLimit limit)
      throws IOException {
    Settings settings = Settings.from(conf::get);
    ConnectionOptions options =
        ConnectionOptions.read(settings, JobSecrets.read(conf, settings), JobCaller.of(conf));
    settings.check();
    String names = String.join(",", ComparedIndices.load(conf).names());
    try (Connection open = Connection.open(options)) {
      Administration server = open.administration();
      IndexUuids compared = IndexUuids.of(conf);
      IndexUuids now = IndexUuids.ask(server, names);
      List<String> gone = compared.gone(now);
      if (!gone.isEmpty()) {
        throw new ConfigException(
            "index "
                + String.join(", ", gone)
                + " was deleted since the comparison, or "
                + names
                + " is another index by now: run 'sluice verify' again; load a deleted index again");
      }
      List<String> others = compared.createdAgain(now);
      if (!others.isEmpty()) {
        throw new ConfigException(
            "index "
                + String.join(", ", others)
                + " was deleted and created again since the comparison, so that its differences"
                + " are about documents that are gone: run 'sluice verify' again");
      }
      if (deletes > 0) {
        limit.check(deletes, server.count(names));
      }
    }
  }

  /**
   * Whether the source can be asked for single records. Then it opens the source once, and obtains
   * what the tasks need to read it.
   */
  private static boolean isKeyed(Job job, ComparisonDirectory directory) throws IOException {
    Configuration conf = job.getConfiguration();
    Class<?> format = JobInput.format(conf);
    if (!KeyedInput.class.isAssignableFrom(format)) {
      checkInMemory(directory);
      return false;
    }
    KeyedInput<?, ?> input = (KeyedInput<?, ?>) ReflectionUtils.newInstance(format, conf);
    input.prepareLookups(job);
    Optional<? extends KeyedInput.Lookup<?, ?>> lookup = input.lookup(job);
    if (!lookup.isPresent()) {
      throw new ConfigException(
          "the source of the comparison is a snapshot, from which single rows cannot be read:"
              + " clone the snapshot to a table, and run 'sluice verify' with that table");
    }
    lookup.get().close();
    return true;
  }

  private static void checkInMemory(ComparisonDirectory directory) {
    if (directory.bytes() > DifferingIds.MOST_BYTES) {
      throw new ConfigException(
          "the differences have "
              + (directory.bytes() >> 20)
              + " MB; a source of files can be repaired up to "
              + (DifferingIds.MOST_BYTES >> 20)
              + " MB, because each task holds them in memory: run the load again instead");
    }
  }
}
