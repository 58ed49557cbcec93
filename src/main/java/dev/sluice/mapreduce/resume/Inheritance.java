package dev.sluice.mapreduce.resume;

import dev.sluice.mapreduce.checkpoint.CheckpointRule;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.AttemptFiles;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.TaskFile;
import dev.sluice.mapreduce.job.TaskManifest;
import dev.sluice.mapreduce.job.WrittenIndices;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.mapreduce.since.PlannedMark;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.hadoop.mapreduce.JobContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a job takes over when it is set up: the counts and the rejected documents of the jobs that
 * it resumes, as if a task of its own had read what they cover. Afterwards, the earlier directories
 * are not needed any more. Every step can be repeated, by another application master.
 */
public final class Inheritance {

  private static final Logger log = LoggerFactory.getLogger(Inheritance.class);

  private static final int BUFFER_BYTES = 64 * 1024;

  /** The name in the manifest; it is not one of an attempt. */
  private static final String EARLIER = "earlier jobs";

  private Inheritance() {}

  /**
   * Takes over what an earlier job leaves, if any, and records the terms of this job. Blocks.
   *
   * @throws IOException if the earlier job has changed since the submission, or cannot be read
   */
  public static void setUp(JobContext job) throws IOException {
    Configuration conf = job.getConfiguration();
    if (!CheckpointRule.isOn(conf) || OutputSettings.DRY_RUN.read(conf::get)) {
      return;
    }
    JobDirectory directory = JobDirectory.of(job);
    Optional<JobDirectory> earlier = ResumedJob.directory(conf);
    if (JobRecord.in(directory, conf).isPresent()) {
      return; // by an earlier application master
    }
    if (earlier.isPresent()) {
      resume(job, directory, EarlierJob.in(earlier.get(), ResumedJob.isForced(conf), conf));
      return;
    }
    try {
      record(job, "", JobRecord.Inherited.NOTHING, directory);
    } catch (IOException e) {
      log.warn("This job cannot be resumed if it fails: {}", e.getMessage());
    }
  }

  private static void record(
      JobContext job, String jobs, JobRecord.Inherited inherited, JobDirectory directory)
      throws IOException {
    Configuration conf = job.getConfiguration();
    long length = conf.getLong(InternalKeys.INPUT_LENGTH, 0);
    new JobRecord(
            (jobs + " " + job.getJobID()).trim(),
            length,
            JobTerms.of(conf),
            PlannedMark.texts(conf),
            inherited)
        .write(directory, conf);
  }

  private static void resume(JobContext job, JobDirectory directory, EarlierJob earlier)
      throws IOException {
    Configuration conf = job.getConfiguration();
    if (!InheritedCounts.of(conf).equals(Optional.of(InheritedCounts.of(earlier)))) {
      throw new IOException(
          earlier.directory + " has changed since this job was submitted: submit it again");
    }
    long rejected = copy(earlier.rejected(), AttemptFiles.inheritedRejected(directory), conf);
    long unknown = copy(earlier.unknown(), AttemptFiles.inheritedUnknown(directory), conf);
    JobRecord.Inherited inherited = earlier.inheritance().withLengths(rejected, unknown);
    TaskManifest.of(EARLIER, IndexPlan.load(conf).index(), inherited.counts, Collections.emptyMap())
        .with(WrittenIndices.parse(inherited.indices))
        .write(AttemptFiles.inheritedManifest(directory), conf);
    record(job, earlier.record.jobs, inherited, directory);
    log.info(
        "Resuming {}: {} records of it are not read again ({})",
        earlier.directory,
        inherited.records,
        inherited.counts);
  }

  private static long copy(List<Path> from, Path to, Configuration conf) throws IOException {
    FileSystem files = to.getFileSystem(conf);
    if (from.isEmpty()) {
      return 0;
    }
    Path unfinished = new Path(to.getParent(), "_" + to.getName());
    try (OutputStream out = TaskFile.create(unfinished, conf)) {
      for (Path file : from) {
        try (InputStream in = file.getFileSystem(conf).open(file)) {
          IOUtils.copyBytes(in, out, BUFFER_BYTES);
        }
      }
    }
    files.delete(to, false);
    if (!files.rename(unfinished, to)) {
      throw new IOException("could not rename " + unfinished + " to " + to);
    }
    return files.getFileStatus(to).getLen();
  }

  /** The jobs that a job resumes, from the first one on; none if it resumes none. */
  public static Set<String> earlierJobs(JobContext job) throws IOException {
    Configuration conf = job.getConfiguration();
    Optional<JobRecord> record =
        ResumedJob.directory(conf).isPresent()
            ? JobRecord.in(JobDirectory.of(job), conf)
            : Optional.empty();
    return record.map(JobRecord::jobs).orElse(Collections.emptySet());
  }
}
