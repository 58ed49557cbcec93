package dev.sluice.mapreduce.resume;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.owner.JobOwner;
import dev.sluice.mapreduce.owner.OwnerLookup;
import dev.sluice.mapreduce.report.JobReports;
import dev.sluice.report.JobFacts;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;

/**
 * Whether the job of a directory has ended without success, and nobody else resumes it. How old it
 * is does not matter.
 */
public final class ResumeCheck {

  private final Configuration conf;
  private final OwnerLookup owners;
  private final boolean force;

  /**
   * A check.
   *
   * @param force whether a job that may still run elsewhere does not
   */
  public ResumeCheck(Configuration conf, OwnerLookup owners, boolean force) {
    this.conf = conf;
    this.owners = owners;
    this.force = force;
  }

  /**
   * Checks the directory of a job that writes an index. Blocks.
   *
   * @throws ConfigException if its job cannot be resumed now
   */
  public void check(JobDirectory directory) throws IOException {
    Optional<JobFacts> facts = JobReports.facts(directory, conf);
    Optional<JobOwner> owner = JobOwner.in(directory, conf);
    if (!facts.isPresent()) {
      throw ResumeRefusal.of(
          directory,
          owner.isPresent()
              ? "job " + owner.get().job() + " ended before it began to write; it has no job.json"
              : "it is not the directory of a job: it has no job.json");
    }
    checkUnfinished(directory.root(), conf);
    if (facts.get().state() == JobFacts.State.SUCCEEDED) {
      throw succeeded(directory.root());
    }
    checkUnused(directory);
    Optional<ResumeClaim> claim = ResumeClaim.on(directory, conf);
    if (claim.isPresent()) {
      check(directory, claim.get());
    }
  }

  /**
   * Checks that a directory is not that of a job that has succeeded.
   *
   * @throws ConfigException if it does not exist, or its job has succeeded
   */
  public static void checkUnfinished(Path directory, Configuration conf) throws IOException {
    FileSystem files = directory.getFileSystem(conf);
    if (!files.exists(directory)) {
      throw new ConfigException("directory to resume from not found: " + directory);
    }
    if (files.exists(new Path(directory, FileOutputCommitter.SUCCEEDED_FILE_NAME))) {
      throw succeeded(directory);
    }
  }

  private static ConfigException succeeded(Path directory) {
    return new ConfigException(
        "the job that wrote " + directory + " has already succeeded: nothing to resume");
  }

  /**
   * Checks that the job of a directory does not run, as far as the directory tells.
   *
   * @throws ConfigException if it runs or may run
   */
  public void checkUnused(JobDirectory directory) throws IOException {
    Optional<JobFacts> facts = JobReports.facts(directory, conf);
    Optional<JobOwner> owner = JobOwner.in(directory, conf);
    boolean ended = facts.isPresent() && facts.get().state() != JobFacts.State.RUNNING;
    if (!ended && owner.isPresent()) {
      checkEnded(directory, owner.get(), "its job " + owner.get().job());
    } else if (!ended && facts.isPresent() && !force) {
      throw ResumeRefusal.unlessForced(
          directory,
          "it does not tell which process runs job " + facts.get().id() + ", which may still run",
          "says that it does not");
    }
  }

  private void checkEnded(JobDirectory directory, JobOwner owner, String job) {
    switch (owners.state(owner)) {
      case ALIVE:
        throw ResumeRefusal.of(directory, job + " still runs. Wait for its end, or kill it");
      case ELSEWHERE:
        refuseUnlessForced(directory, job + " ran on " + owner.host() + " and may still run");
        break;
      case UNREACHABLE:
        refuseUnlessForced(
            directory, job + " may still run: the ResourceManager did not answer" + problem());
        break;
      case UNRECORDED:
        refuseUnlessForced(directory, job + " may still run: this system does not tell");
        break;
      case ENDED:
      case FAILED:
      case FORGOTTEN:
        break;
    }
  }

  private String problem() {
    return owners.problem().map(why -> " (" + why + ")").orElse("");
  }

  private void refuseUnlessForced(JobDirectory directory, String why) {
    if (!force) {
      throw ResumeRefusal.unlessForced(directory, why, "says that it does not");
    }
  }

  /** A job that resumes the directory may run, or have come further. */
  private void check(JobDirectory directory, ResumeClaim claim) throws IOException {
    JobDirectory later = claim.directory();
    String job = "job " + claim.owner().job() + ", which resumes it,";
    Optional<JobFacts> facts = JobReports.facts(later, conf);
    if (facts.isPresent() && facts.get().state() == JobFacts.State.SUCCEEDED) {
      throw new ConfigException(
          "job "
              + claim.owner().job()
              + " has resumed "
              + directory
              + " and succeeded: nothing to resume");
    }
    if (!facts.isPresent() || facts.get().state() == JobFacts.State.RUNNING) {
      checkEnded(directory, claim.owner(), job);
    }
    boolean further = facts.isPresent() && hasRecord(later);
    if (further && !force) {
      throw ResumeRefusal.unlessForced(
          directory,
          job + " has come further: give --resume " + later,
          "resumes this one nevertheless");
    }
  }

  private boolean hasRecord(JobDirectory later) {
    try {
      return JobRecord.in(later, conf).isPresent();
    } catch (IOException e) {
      return false;
    }
  }
}
