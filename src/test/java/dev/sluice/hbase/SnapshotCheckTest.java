package dev.sluice.hbase;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import dev.sluice.hbase.mapping.RowMapping;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hbase.shaded.protobuf.generated.SnapshotProtos.SnapshotDescription;
import org.apache.hadoop.hbase.snapshot.SnapshotDescriptionUtils;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotCheckTest {

  private static final RowMapping MAPPING = RowMapping.parse("a = f:a");

  @TempDir java.nio.file.Path root;

  private final Configuration conf = FakeHBase.configuration();

  @BeforeEach
  void snapshot() throws IOException {
    conf.set("hbase.rootdir", root.toUri().toString());
    Path dir = SnapshotDescriptionUtils.getCompletedSnapshotDir("of-users", new Path(root.toUri()));
    FileSystem files = dir.getFileSystem(conf);
    files.mkdirs(dir);
    SnapshotDescriptionUtils.writeSnapshotInfo(
        SnapshotDescription.newBuilder().setName("of-users").setTable("crm:users").build(),
        dir,
        files);
  }

  @Test
  void a_snapshot_of_another_table_ends_the_submit_by_both_names() {
    TableJob job = TableJob.of(conf, "pages", MAPPING).snapshot("of-users", new Path("/restored"));

    for (var attempt :
        List.<Submit>of(() -> job.writeTo("http://es:9200", "docs"), () -> job.explain(1))) {
      assertThatThrownBy(attempt::run)
          .isInstanceOf(ConfigException.class)
          .hasMessageStartingWith("snapshot of-users belongs to table crm:users, not to pages");
    }
  }

  private interface Submit {
    void run() throws Exception;
  }

  @Test
  void a_snapshot_that_is_named_by_HBases_own_key_must_be_of_the_table_as_well() throws Exception {
    Job job = TableJob.of(conf, "pages", MAPPING).writeTo("http://es:9200", "docs");
    job.getConfiguration().set("hbase.TableSnapshotInputFormat.snapshot.name", "of-users");
    job.getConfiguration().set("hbase.TableSnapshotInputFormat.restore.dir", "/restored");

    assertThatThrownBy(() -> new GroupedTableInputFormat().getSplits(job))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("crm:users, not to pages");
  }

  @Test
  void a_snapshot_that_is_not_there_is_named() {
    TableJob job = TableJob.of(conf, "pages", MAPPING).snapshot("none", new Path("/restored"));

    assertThatThrownBy(() -> job.writeTo("http://es:9200", "docs"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("snapshot not found: none (");
  }
}
