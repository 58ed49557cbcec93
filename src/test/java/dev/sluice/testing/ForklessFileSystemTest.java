package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForklessFileSystemTest {

  @TempDir java.nio.file.Path temp;

  @Test
  void files_and_directories_get_the_permissions_and_the_owner_that_hadoop_gives()
      throws IOException {
    Configuration original = new Configuration();
    original.set("fs.file.impl", LocalFileSystem.class.getName());

    assertThat(made(new Configuration(), "ours")).isEqualTo(made(original, "original"));
  }

  private List<String> made(Configuration conf, String name) throws IOException {
    Path root = new Path(Files.createDirectory(temp.resolve(name)).toUri());
    try (FileSystem files = FileSystem.newInstance(root.toUri(), conf)) {
      assertThat(files.getClass().getName()).isEqualTo(conf.get("fs.file.impl"));
      Path directory = new Path(root, "a/b");
      files.mkdirs(directory);
      Path secret = new Path(root, "a/secret");
      files.create(secret).close();
      files.setPermission(secret, new FsPermission((short) 0600));
      Path sticky = new Path(root, "sticky");
      files.mkdirs(sticky);
      files.setPermission(sticky, new FsPermission((short) 01777));
      Path plain = new Path(root, "plain");
      files.create(plain).close();
      return List.of(
          text(files.getFileStatus(directory)),
          text(files.getFileStatus(secret)),
          text(files.getFileStatus(sticky)),
          text(files.listStatus(plain)[0]));
    }
  }

  private static String text(FileStatus status) {
    return status.getPermission() + " " + status.getOwner() + " " + status.getGroup();
  }
}
