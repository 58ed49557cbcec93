package dev.sluice.mapreduce.since;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.Json;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.TaskFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Whether a job stored its mark, in a file of the job directory. The committer runs in another
 * process than the command, which reports it. Immutable.
 */
public final class MarkOutcome {

  private static final String FILE = "since.json";
  private static final String REASON = "reason";

  private final String reason;

  private MarkOutcome(String reason) {
    this.reason = reason;
  }

  public static MarkOutcome stored() {
    return new MarkOutcome("");
  }

  /** Not stored, for a reason that completes "the starting point did not move: ". */
  public static MarkOutcome notStored(String reason) {
    return new MarkOutcome(reason);
  }

  /** The outcome of a job; empty if the job planned no mark, or has not finished. */
  public static Optional<MarkOutcome> in(JobDirectory directory, Configuration conf)
      throws IOException {
    Path file = new Path(directory.root(), FILE);
    FileSystem files = file.getFileSystem(conf);
    if (!files.exists(file)) {
      return Optional.empty();
    }
    JsonTree json = JsonTree.parse(JobDirectory.read(files, file));
    return Optional.of(new MarkOutcome(json.at(REASON).text().orElse("")));
  }

  /** Writes the file, instead of one from an earlier attempt to commit. */
  public void write(JobDirectory directory, Configuration conf) throws IOException {
    String json = "{\"" + REASON + "\":" + Json.quoted(reason) + "}";
    try (OutputStream out = TaskFile.create(new Path(directory.root(), FILE), conf)) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    }
  }

  public boolean isStored() {
    return reason.isEmpty();
  }

  /** Why the mark was not stored; empty if it was. */
  public String reason() {
    return reason;
  }
}
