package dev.sluice.mapreduce.commit;

import dev.sluice.json.ByteArray;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;

/**
 * The checkpoint of a commit, in the job directory, for a later application master: the baseline of
 * the index, and whether the index passed its checks after the load. Files are written atomically.
 */
public final class CommitCheckpoint {

  private static final String RECORD = "index.json";
  private static final String CHECKED = "index.checked";

  private final FileSystem files;
  private final Path record;
  private final Path checked;

  private CommitCheckpoint(FileSystem files, Path root) {
    this.files = files;
    record = new Path(root, RECORD);
    checked = new Path(root, CHECKED);
  }

  /** The checkpoint of a job. */
  public static CommitCheckpoint of(JobContext job) throws IOException {
    JobDirectory directory = JobDirectory.of(job);
    return new CommitCheckpoint(directory.fileSystem(job), directory.root());
  }

  /** The checkpoint in the directory of another job. */
  public static CommitCheckpoint at(JobDirectory directory, Configuration conf) throws IOException {
    return new CommitCheckpoint(directory.root().getFileSystem(conf), directory.root());
  }

  /** Begins with the baseline of a job that is resumed: all documents count from there. */
  void takeOver(CommitCheckpoint earlier) throws IOException {
    Optional<IndexBaseline> before = earlier.record();
    if (before.isPresent() && !record().isPresent()) {
      write(before.get());
    }
  }

  /** The uuid of the index in the baseline, if it was written. */
  public Optional<String> uuid() throws IOException {
    return record().map(IndexBaseline::uuid);
  }

  /** The baseline, if it was written. */
  public Optional<IndexBaseline> record() throws IOException {
    if (!files.exists(record)) {
      return Optional.empty();
    }
    try {
      return Optional.of(IndexBaseline.read(JobDirectory.read(files, record)));
    } catch (IOException e) {
      throw new IOException("reading " + record + ": " + e.getMessage(), e);
    }
  }

  /** Writes the baseline, which must not exist yet. */
  void write(IndexBaseline made) throws IOException {
    ByteArray json = made.toJson();
    Path unfinished = record.suffix("._COPYING_");
    try (OutputStream out = files.create(unfinished, true)) {
      out.write(json.array(), 0, json.length());
    }
    if (!files.rename(unfinished, record)) {
      throw new IOException("could not rename " + unfinished + " to " + record);
    }
  }

  /** Whether the index has passed its checks after the load. */
  boolean isChecked() throws IOException {
    return files.exists(checked);
  }

  /** Records that the index has passed its checks. */
  void writeChecked() throws IOException {
    files.create(checked, true).close();
  }
}
