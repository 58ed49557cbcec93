package dev.sluice.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system, which asks Java for permissions. Without Hadoop's native library,
 * which Maven Central does not have, the original starts a process for each of them: {@code chmod}
 * for each file and directory that it makes, {@code ls} for each owner.
 */
public final class ForklessFileSystem extends LocalFileSystem {

  /** The key by which Hadoop finds it. */
  public static final String KEY = "fs.file.impl";

  /** For Hadoop. */
  public ForklessFileSystem() {
    super(new Raw());
  }

  /** Puts it into a directory of a class path that has nothing else of the tests. */
  public static void copyTo(Path directory) throws IOException {
    for (Class<?> part : List.of(ForklessFileSystem.class, Raw.class)) {
      String file = part.getName().replace('.', '/') + ".class";
      Path target = directory.resolve(file);
      Files.createDirectories(target.getParent());
      try (InputStream in = part.getClassLoader().getResourceAsStream(file)) {
        Files.copy(in, target);
      }
    }
  }

  /** The file system without checksums. */
  private static final class Raw extends RawLocalFileSystem {

    @Override
    public void setPermission(org.apache.hadoop.fs.Path path, FsPermission permission)
        throws IOException {
      Files.setAttribute(pathToFile(path).toPath(), "unix:mode", (int) permission.toShort());
    }

    @Override
    public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) throws IOException {
      FileStatus status = super.getFileStatus(path);
      File file = pathToFile(path);
      if (!file.exists()) {
        // A link that leads nowhere.
        return status;
      }
      Path real = file.toPath();
      PosixFileAttributes posix = Files.readAttributes(real, PosixFileAttributes.class);
      int mode = (int) Files.getAttribute(real, "unix:mode");
      return new FileStatus(
          status.getLen(),
          status.isDirectory(),
          status.getReplication(),
          status.getBlockSize(),
          status.getModificationTime(),
          status.getAccessTime(),
          new FsPermission((short) (mode & 01777)),
          posix.owner().getName(),
          posix.group().getName(),
          status.getPath());
    }
  }
}
