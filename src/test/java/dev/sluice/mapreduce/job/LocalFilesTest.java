package dev.sluice.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.io.nativeio.NativeIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Permissions of local files, as Hadoop's own local file system sets them. */
class LocalFilesTest {

  private static final int SET_GROUP_ID = 02000;

  @TempDir Path dir;

  private static FileSystem files(String... keys) throws IOException {
    Configuration conf = new Configuration(false);
    for (int i = 0; i < keys.length; i += 2) {
      conf.set(keys[i], keys[i + 1]);
    }
    LocalFiles.use(conf);
    return FileSystem.newInstance(URI.create("file:///"), conf);
  }

  private static org.apache.hadoop.fs.Path path(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }

  private int mode(String name) throws IOException {
    return (int) Files.getAttribute(dir.resolve(name), "unix:mode") & 07777;
  }

  @Test
  void files_and_directories_have_the_permissions_that_Hadoop_is_configured_for() throws Exception {
    try (FileSystem files = files("fs.permissions.umask-mode", "027")) {
      files.create(path(dir.resolve("in/file"))).close();
    }

    assertThat(mode("in")).isEqualTo(0750);
    assertThat(mode("in/file")).isEqualTo(0640);
    assertThat(mode("in/.file.crc")).isEqualTo(0640);
  }

  @Test
  void a_change_sets_the_sticky_bit_and_keeps_the_set_group_id_bit_as_chmod_does()
      throws Exception {
    Files.createDirectory(dir.resolve("shared"));
    Files.setAttribute(dir.resolve("shared"), "unix:mode", SET_GROUP_ID | 0775);

    try (FileSystem files = files()) {
      files.setPermission(path(dir.resolve("shared")), new FsPermission((short) 01750));
      assertThat(mode("shared")).isEqualTo(SET_GROUP_ID | 01750);
      files.setPermission(path(dir.resolve("shared")), new FsPermission((short) 0755));
    }

    assertThat(mode("shared")).isEqualTo(SET_GROUP_ID | 0755);
  }

  @Test
  void a_file_that_does_not_exist_is_named() throws Exception {
    try (FileSystem files = files()) {
      assertThatThrownBy(
              () -> files.setPermission(path(dir.resolve("no")), new FsPermission((short) 0600)))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageContaining("/no");
    }
  }

  @Test
  void a_job_uses_it_although_its_program_has_opened_local_files_before() throws Exception {
    assumeThat(NativeIO.isAvailable()).isFalse();
    Configuration program = new Configuration(false);
    FileSystem before = path(dir).getFileSystem(program);
    Configuration job = new Configuration(program);

    LocalFiles.useIn(job);

    assertThat(path(dir).getFileSystem(job)).isInstanceOf(LocalFiles.class);
    assertThat(path(dir).getFileSystem(program)).isSameAs(before);
  }

  @Test
  void a_job_of_a_cluster_and_one_that_sets_a_file_system_keep_what_they_have() {
    Configuration cluster = new Configuration(false);
    cluster.set("mapreduce.framework.name", "yarn");
    Configuration set = new Configuration(false);
    set.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");

    LocalFiles.useIn(cluster);
    LocalFiles.useIn(set);

    assertThat(cluster).hasSize(1);
    assertThat(set).hasSize(1);
  }

  @Test
  void a_job_of_a_cluster_and_a_file_system_that_is_set_are_left_alone() throws Exception {
    try (FileSystem own = files();
        FileSystem cluster = files("mapreduce.framework.name", "yarn");
        FileSystem set = files("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem")) {
      assertThat(own).isInstanceOf(LocalFiles.class);
      assertThat(cluster).isNotInstanceOf(LocalFiles.class);
      assertThat(set).isNotInstanceOf(LocalFiles.class);
    }
  }
}
