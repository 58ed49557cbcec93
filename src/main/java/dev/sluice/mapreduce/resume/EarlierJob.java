package dev.sluice.mapreduce.resume;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.checkpoint.Checkpoint;
import dev.sluice.mapreduce.checkpoint.CheckpointFiles;
import dev.sluice.mapreduce.checkpoint.Segment;
import dev.sluice.mapreduce.job.AttemptFiles;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a job that has not succeeded leaves to one that resumes it: for each split that it has begun
 * to read, the newest checkpoint, and what it has taken over from earlier jobs. Immutable.
 */
public final class EarlierJob {

  final JobDirectory directory;
  final JobRecord record;
  private final List<CoveredInput> inputs;
  private final BulkCounts counts;
  private final long records;
  private final String indices;
  private final List<Path> rejected;
  private final List<Path> unknown;

  private EarlierJob(JobDirectory directory, JobRecord record) {
    this.directory = directory;
    this.record = record;
    this.inputs = new ArrayList<>(record.inherited.inputs);
    this.rejected = new ArrayList<>();
    this.unknown = new ArrayList<>();
    this.counts = record.inherited.counts;
    this.records = record.inherited.records;
    this.indices = record.inherited.indices;
  }

  private EarlierJob(EarlierJob before, BulkCounts counts, long records, String indices) {
    this.directory = before.directory;
    this.record = before.record;
    this.inputs = before.inputs;
    this.rejected = before.rejected;
    this.unknown = before.unknown;
    this.counts = counts;
    this.records = records;
    this.indices = indices;
  }

  /**
   * Reads the directory of a job. Blocks.
   *
   * @param leniently whether a checkpoint that is not whole is left out, instead of refused
   * @throws ConfigException if the job has stored no checkpoints, or they cannot be used
   * @throws IOException if the file system does not answer
   */
  public static EarlierJob in(JobDirectory directory, boolean leniently, Configuration conf)
      throws IOException {
    Optional<JobRecord> record = record(directory, conf);
    if (!record.isPresent()) {
      throw ResumeRefusal.of(
          directory,
          "its job has stored no checkpoints: it was not a load, replay or table without a reducer,"
              + " sluice.checkpoint.interval was 0s, or it ended before its first task. Run the job"
              + " again from the start");
    }
    EarlierJob job = new EarlierJob(directory, record.get());
    job.addInherited(conf);
    return job.withTasks(leniently, conf);
  }

  /**
   * How much of its input a job has covered.
   *
   * @return a percentage, negative if it is unknown; empty if the directory has no checkpoints
   */
  public static OptionalInt percentIn(JobDirectory directory, Configuration conf) {
    try {
      Optional<JobRecord> record = JobRecord.in(directory, conf);
      if (!record.isPresent()) {
        return OptionalInt.empty();
      }
      long covered = record.get().inherited.inputs.stream().mapToLong(CoveredInput::covered).sum();
      for (CheckpointFiles task : CheckpointFiles.all(directory, conf)) {
        covered += task.newest().map(Checkpoint::covered).orElse(0L);
      }
      long all = record.get().inputLength;
      return OptionalInt.of(
          all <= 0 ? -1 : (int) Math.max(0, Math.min(100, covered * 100.0 / all)));
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }

  private static Optional<JobRecord> record(JobDirectory directory, Configuration conf) {
    try {
      return JobRecord.in(directory, conf);
    } catch (IOException e) {
      throw ResumeRefusal.of(directory, e.getMessage());
    }
  }

  /** The files of earlier jobs must be those that the record names. */
  private void addInherited(Configuration conf) throws IOException {
    addIfAny(
        rejected, AttemptFiles.inheritedRejected(directory), record.inherited.rejectedBytes, conf);
    addIfAny(
        unknown, AttemptFiles.inheritedUnknown(directory), record.inherited.unknownBytes, conf);
  }

  private void addIfAny(List<Path> to, Path file, long length, Configuration conf)
      throws IOException {
    if (length > 0) {
      FileSystem files = file.getFileSystem(conf);
      FileStatus[] found = files.globStatus(file);
      if (found == null || found.length == 0 || found[0].getLen() != length) {
        throw ResumeRefusal.of(
            directory, file + " must have " + length + " bytes, but was changed or removed");
      }
      to.add(file);
    }
  }

  private EarlierJob withTasks(boolean leniently, Configuration conf) throws IOException {
    BulkCounts sum = counts;
    long read = records;
    String named = indices;
    for (CheckpointFiles task : CheckpointFiles.all(directory, conf)) {
      Optional<Checkpoint> newest = newest(task, leniently);
      if (newest.isPresent()) {
        Checkpoint checkpoint = newest.get();
        inputs.add(CoveredInput.of(checkpoint));
        sum = sum.plus(checkpoint.counts());
        read += checkpoint.records();
        named = JobRecord.union(named, checkpoint.indices());
        for (Segment segment : checkpoint.segments()) {
          (segment.is(Segment.Kind.REJECTED) ? rejected : unknown).add(task.path(segment));
        }
      }
    }
    return new EarlierJob(this, sum, read, named);
  }

  private Optional<Checkpoint> newest(CheckpointFiles task, boolean leniently) throws IOException {
    if (leniently) {
      return task.newest();
    }
    try {
      return task.newestWhole();
    } catch (IOException e) {
      throw ResumeRefusal.of(
          directory, e.getMessage() + ". With --force, the checkpoint before it is used");
    }
  }

  /** The splits that were begun, and how far they were read. */
  public List<CoveredInput> inputs() {
    return Collections.unmodifiableList(inputs);
  }

  /** The exception for a reason that the user can override, in the words of what that means. */
  public ConfigException refusal(String why, String meaning) {
    return ResumeRefusal.unlessForced(directory, why, meaning);
  }

  /** The number of records with an outcome. */
  public long records() {
    return records;
  }

  /** The files with documents that were rejected before the checkpoints. */
  List<Path> rejected() {
    return Collections.unmodifiableList(rejected);
  }

  /** The files with documents of unknown outcome before the checkpoints. */
  List<Path> unknown() {
    return Collections.unmodifiableList(unknown);
  }

  /** What the next job takes over, without the lengths of its files. */
  JobRecord.Inherited inheritance() {
    return new JobRecord.Inherited(inputs, counts, records, indices, 0, 0);
  }

  /** The first job, whose id the generated ids contain. */
  String firstJob() {
    return record.jobs.split(" ")[0];
  }
}
