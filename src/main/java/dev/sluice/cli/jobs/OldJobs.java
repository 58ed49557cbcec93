package dev.sluice.cli.jobs;

import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.owner.OwnerLookup;
import dev.sluice.mapreduce.resume.ResumeClaim;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Removes job directories that are old, not in use, and contain only files of their jobs. */
public final class OldJobs {

  private final Configuration conf;
  private final Duration age;
  private final boolean force;
  private final OwnerLookup owners;

  /**
   * The jobs to remove.
   *
   * @param age of the youngest one
   * @param force whether a job of another machine is not in use
   * @param owners tells whether jobs run that resume those to remove
   */
  public OldJobs(Configuration conf, Duration age, boolean force, OwnerLookup owners) {
    this.owners = owners;
    this.conf = conf;
    this.age = age;
    this.force = force;
  }

  /** Whether a directory is old enough. */
  public boolean has(FoundJob job) {
    return job.age.compareTo(age) >= 0;
  }

  /**
   * Removes a directory, unless there is a reason to keep it. Blocks.
   *
   * @return the reason; empty if it was removed
   * @throws IOException if it could not be removed; what is left is still a job directory
   */
  public Optional<String> remove(FoundJob job) throws IOException {
    Optional<String> use = use(job);
    if (use.isPresent()) {
      return use;
    }
    Optional<String> other = useByOther(job);
    if (other.isPresent()) {
      return other;
    }
    FileSystem files = job.directory.getFileSystem(conf);
    Optional<Path> foreign = DirectoryFiles.of(job.directory, files).foreign();
    if (foreign.isPresent()) {
      return Optional.of("it contains " + foreign.get() + ", which is not a file of the job");
    }
    delete(job.directory, files);
    return Optional.empty();
  }

  /** A job that resumes the directory may not have taken over yet what it needs of it. */
  private Optional<String> useByOther(FoundJob job) throws IOException {
    Optional<ResumeClaim> claim = ResumeClaim.on(JobDirectory.at(job.directory), conf);
    if (!claim.isPresent() || !claim.get().isWaiting(conf)) {
      return Optional.empty();
    }
    String other = "job " + claim.get().owner().job() + ", which resumes it,";
    switch (owners.state(claim.get().owner())) {
      case ALIVE:
        return Optional.of(other + " is in use");
      case ENDED:
      case FAILED:
      case FORGOTTEN:
        return Optional.empty();
      default:
        return force ? Optional.empty() : Optional.of(other + " may be in use");
    }
  }

  private Optional<String> use(FoundJob job) {
    switch (job.judgement.use()) {
      case NOT_IN_USE:
        return Optional.empty();
      case IN_USE:
        return Optional.of(
            job.judgement.state() == JobState.RUNNING ? "it is in use" : "it may be in use");
      case ASK_THE_USER:
        return force
            ? Optional.empty()
            : Optional.of(
                "its job ran on "
                    + (job.host.isEmpty() ? "another machine" : job.host)
                    + " and may still run; if not, --force removes it");
    }
    throw new AssertionError(job.judgement.use());
  }

  /** What makes it a job directory goes last: a command that was killed can be repeated. */
  private static void delete(Path root, FileSystem files) throws IOException {
    for (boolean records : new boolean[] {false, true}) {
      for (FileStatus entry : files.listStatus(root)) {
        if (JobReader.RECORDS.contains(entry.getPath().getName()) == records) {
          check(files.delete(entry.getPath(), true), entry.getPath());
        }
      }
    }
    if (files.listStatus(root).length > 0) {
      throw new IOException("somebody writes to " + root);
    }
    check(files.delete(root, true), root); // a local file system may have hidden checksums
  }

  private static void check(boolean deleted, Path path) throws IOException {
    if (!deleted) {
      throw new IOException("could not delete " + path);
    }
  }
}
