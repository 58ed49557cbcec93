package dev.sluice.hbase;

import dev.sluice.config.ConfigException;
import dev.sluice.hbase.mapping.MappedFamilies;
import dev.sluice.hbase.mapping.RowMapping;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.shaded.protobuf.generated.SnapshotProtos.SnapshotDescription;
import org.apache.hadoop.hbase.snapshot.SnapshotDescriptionUtils;
import org.apache.hadoop.hbase.snapshot.SnapshotManifest;
import org.apache.hadoop.hbase.util.CommonFSUtils;

/** Checks in HBase's root directory that a snapshot exists, and which table it belongs to. */
final class SnapshotCheck {

  private final Configuration conf;
  private final String snapshot;
  private final Path directory;
  private final FileSystem files;

  private SnapshotCheck(Configuration conf, String snapshot) throws IOException {
    this.conf = conf;
    this.snapshot = snapshot;
    Path root = CommonFSUtils.getRootDir(conf);
    directory = SnapshotDescriptionUtils.getCompletedSnapshotDir(snapshot, root);
    files = directory.getFileSystem(conf);
  }

  /** Prepares the check of a snapshot below {@code hbase.rootdir}. */
  static SnapshotCheck of(Configuration conf, String snapshot) throws IOException {
    return new SnapshotCheck(conf, snapshot);
  }

  /**
   * Checks that the snapshot belongs to a table.
   *
   * @throws ConfigException if the snapshot does not exist or belongs to another table
   */
  void checkOf(String table) throws IOException {
    TableName named = TableCheck.name(table);
    TableName taken = TableName.valueOf(description().getTable());
    if (!taken.equals(named)) {
      throw new ConfigException(
          "snapshot "
              + snapshot
              + " belongs to table "
              + taken
              + ", not to "
              + named
              + ": use table "
              + taken
              + ", or a snapshot of "
              + named);
    }
  }

  /**
   * Checks that the snapshot has the column families of a mapping.
   *
   * @throws ConfigException if the snapshot does not exist or lacks a column family
   */
  void checkFamilies(RowMapping mapping) throws IOException {
    SnapshotManifest manifest = SnapshotManifest.open(conf, files, directory, description());
    MappedFamilies.of(mapping, "snapshot " + snapshot).check(manifest.getTableDescriptor());
  }

  private SnapshotDescription description() throws IOException {
    if (!files.exists(directory)) {
      throw new ConfigException(
          "snapshot not found: "
              + snapshot
              + " ("
              + directory
              + " does not exist); check its name and hbase.rootdir");
    }
    return SnapshotDescriptionUtils.readSnapshotInfo(files, directory);
  }
}
