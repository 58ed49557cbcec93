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
 * A directory that a job is going to create. Permissions, read-only file systems and full disks can
 * only be detected by writing, so it is tested at submission, before the index is changed. The test
 * files are removed.
 */
public final class NewDirectory {

  /** More than a file system can store in an inode. */
  private static final int TRIAL_BYTES = 16 * 1024;

  private final String subject;
  private final Path path;

  private NewDirectory(String subject, Path path) {
    this.subject = subject;
    this.path = path;
  }

  /**
   * Describes a directory.
   *
   * @param subject its purpose and the key or option that names it, for messages
   */
  public static NewDirectory of(String subject, Path path) {
    return new NewDirectory(subject, path);
  }

  /**
   * Tests that the directory can be created and written to.
   *
   * @throws ConfigException if it cannot, with the reason
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
      // A local disk reports that it is full with this error.
      throw new IOException(e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
    } finally {
      files.delete(trial, true);
    }
  }
}
