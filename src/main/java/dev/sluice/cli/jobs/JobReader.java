package dev.sluice.cli.jobs;

import dev.sluice.mapreduce.copy.CopiedShards;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.owner.JobOwner;
import dev.sluice.mapreduce.owner.OwnerLookup;
import dev.sluice.mapreduce.owner.OwnerState;
import dev.sluice.mapreduce.report.JobReports;
import dev.sluice.mapreduce.resume.EarlierJob;
import dev.sluice.report.JobFacts;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;

/**
 * Reads the directory of a job. It is one if {@code job.json} or {@code owner.json} in it is one of
 * Sluice and names a job; no other file makes it one.
 */
final class JobReader {

  /** The files that make a directory that of a job. */
  static final List<String> RECORDS = Arrays.asList(JobDirectory.JOB, JobOwner.FILE);

  private final Configuration conf;
  private final OwnerLookup owners;
  private final long nowMillis;

  JobReader(Configuration conf, OwnerLookup owners, long nowMillis) {
    this.conf = conf;
    this.owners = owners;
    this.nowMillis = nowMillis;
  }

  /**
   * The job of a directory; empty if it is no job directory. Blocks.
   *
   * @throws IOException if the directory cannot be read
   */
  Optional<FoundJob> read(Path root) throws IOException {
    JobDirectory directory = JobDirectory.at(root);
    Optional<JobFacts> facts = JobReports.facts(directory, conf).filter(its -> isJob(its.id()));
    Optional<JobOwner> owner = JobOwner.in(directory, conf).filter(its -> isJob(its.job()));
    if (facts.isPresent()) {
      return Optional.of(
          found(root, facts.get(), owner.filter(its -> its.job().equals(facts.get().id()))));
    }
    return owner.isPresent()
        ? Optional.of(found(root, JobFacts.unknown(owner.get().job()), owner))
        : Optional.empty();
  }

  private static boolean isJob(String id) {
    try {
      return JobID.forName(id) != null && !id.isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private FoundJob found(Path root, JobFacts facts, Optional<JobOwner> owner) throws IOException {
    FileSystem files = root.getFileSystem(conf);
    boolean tellsEnd = facts.state() != JobFacts.State.RUNNING && facts.endedMillis() > 0;
    // The last steps of a commit or an abort come after its record, and Hadoop's is the very last.
    boolean ended = tellsEnd && !files.exists(new Path(root, FileOutputCommitter.PENDING_DIR_NAME));
    long lastMillis = ended ? facts.endedMillis() : DirectoryFiles.of(root, files).newestMillis();
    Duration age = Duration.ofMillis(Math.max(0, nowMillis - lastMillis));
    Judgement judgement =
        ended
            ? Judgement.ofEnded(facts.state())
            : Judgement.ofNotEnded(owner.map(owners::state).orElse(OwnerState.UNRECORDED), age);
    if (tellsEnd && judgement.use() == Judgement.Use.NOT_IN_USE) {
      judgement = Judgement.ofEnded(facts.state());
    }
    return new FoundJob(
        root,
        facts.id(),
        judgement,
        owner.map(JobOwner::host).orElse(""),
        facts.index(),
        facts.startedMillis(),
        age,
        counts(root, ended),
        judgement.state() == JobState.DONE ? 0 : CopiedShards.countIn(root, conf),
        judgement.state() == JobState.DONE
            ? OptionalInt.empty()
            : EarlierJob.percentIn(JobDirectory.at(root), conf));
  }

  /** Empty if a file of the job cannot be read. */
  private Optional<DocumentCounts> counts(Path root, boolean ended) {
    try {
      Path report = new Path(root, JobReports.JSON);
      FileSystem files = root.getFileSystem(conf);
      return Optional.of(
          ended && files.exists(report)
              ? DocumentCounts.committed(JobDirectory.read(files, report))
              : DocumentCounts.soFar(JobReports.of(root, conf)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
