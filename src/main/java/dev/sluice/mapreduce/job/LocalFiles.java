package dev.sluice.mapreduce.job;

import dev.sluice.mapreduce.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.io.nativeio.NativeIO;

/**
 * Hadoop's local file system, except that it sets permissions in this process. Without its native
 * library, Hadoop starts a {@code chmod} process for every file and directory that it creates: a
 * local job of one document starts 60 of them.
 */
public final class LocalFiles extends LocalFileSystem {

  private static final String KEY = "fs.file.impl";
  private static final String NOT_KEPT = "fs.file.impl.disable.cache";

  /** Called by Hadoop. */
  public LocalFiles() {
    super(new InProcess());
  }

  /**
   * Lets jobs in this process use it, unless a file system is set. Called before the first file
   * system is opened, because Hadoop keeps them.
   */
  public static void use(Configuration conf) {
    // Tasks of a cluster have the native library, and local files of their own.
    if (Engine.isLocal(conf)) {
      conf.setIfUnset(KEY, LocalFiles.class.getName());
    }
  }

  /**
   * Lets one job of this process use it, unless a file system is set or Hadoop has its native
   * library. For a program that has opened local files before: other jobs keep what they have.
   */
  public static void useIn(Configuration job) {
    if (Engine.isLocal(job) && job.get(KEY) == null && !NativeIO.isAvailable()) {
      job.set(KEY, LocalFiles.class.getName());
      job.setBoolean(NOT_KEPT, true);
    }
  }

  /** Sets permissions as {@code chmod} does: a directory keeps its set-group-ID bit. */
  private static final class InProcess extends RawLocalFileSystem {

    private static final String MODE = "unix:mode";
    private static final int PERMISSIONS = 01777;

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      try {
        java.nio.file.Path file = pathToFile(path).toPath();
        int mode = (int) Files.getAttribute(file, MODE);
        if ((mode & PERMISSIONS) != permission.toShort()) {
          Files.setAttribute(file, MODE, (mode & ~PERMISSIONS) | permission.toShort());
        }
      } catch (UnsupportedOperationException | InvalidPathException e) {
        super.setPermission(path, permission); // Windows, or a name that this locale cannot express
      }
    }
  }
}
