package dev.sluice.mapreduce.job;

import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A directory that a job is going to make. Whether it can is tried when the job is submitted,
 * before anything is done to an index: rights, a file system that is read-only, and a disk that is
 * full are known by trying alone. What the trial makes it removes.
 */
public final class NewDirectory {

  /** More than a file system finds room for in an inode. */
  private static final int TRIAL_BYTES = 16 * 1024;

  private final String subject;
  private final Path path;

  private NewDirectory(String subject, Path path) {
    this.subject = subject;
    this.path = path;
  }

  /**
   * A directory.
   *
   * @param subject what it is for and which key or option names it, for messages
   */
  public static NewDirectory of(String subject, Path path) {
    return new NewDirectory(subject, path);
  }

  /**
   * Tries to make a directory where this one will be, and to write a file in it.
   *
   * @throws ConfigException if that fails, with the reason
   */
  public void tryOut(Configuration conf) {
    try {
      FileSystem files = path.getFileSystem(conf);
      Path there = files.makeQualified(path).getParent();
      while (there.getParent() != null && !files.exists(there)) {
        there = there.getParent();
      }
      if (!files.getFileStatus(there).isDirectory()) {
        throw new IOException(there + " is not a directory");
      }
      write(files, new Path(there, ".sluice-" + UUID.randomUUID()));
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new ConfigException(subject + " is \"" + path + "\", which is not writable: " + why, e);
    }
  }

  private static void write(FileSystem files, Path trial) throws IOException {
    if (!files.mkdirs(trial)) {
      throw new IOException("cannot create a directory in " + trial.getParent());
    }
    try (OutputStream out = files.create(new Path(trial, "trial"), true)) {
      out.write(new byte[TRIAL_BYTES]);
    } catch (FSError e) {
      // What a local disk says when it is full.
      throw new IOException(e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
    } finally {
      files.delete(trial, true);
    }
  }
}
