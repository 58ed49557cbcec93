package dev.sluice.hbase.scan;

import dev.sluice.config.DataSize;
import dev.sluice.config.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The keys of reading HBase. */
public final class HBaseSettings {

  /** The table. */
  public static final Setting<Optional<String>> TABLE =
      Setting.text("sluice.hbase.table")
          .doc("The table to read, with its namespace where that is not the default one.")
          .common();

  /** The mapping. */
  public static final Setting<Optional<String>> MAPPING =
      Setting.text("sluice.hbase.mapping")
          .doc("How rows become documents: the lines of the mapping themselves, not a file's name.")
          .common();

  /** A snapshot instead of the table. */
  public static final Setting<Optional<String>> SNAPSHOT =
      Setting.text("sluice.hbase.snapshot")
          .doc(
              "A snapshot of the table to read instead, past the region servers; the user of the"
                  + " job must be able to read HBase's directory.");

  /** Where a snapshot is restored. */
  public static final Setting<Optional<String>> SNAPSHOT_DIR =
      Setting.text("sluice.hbase.snapshot.restore-dir")
          .doc(
              "A directory for references to the snapshot's files, on the file system of HBase and"
                  + " outside its directory; the job makes a directory of its own in it.");

  /** How many map tasks. */
  public static final Setting<MapTaskCount> MAPPERS =
      Setting.parsed(
              "sluice.hbase.mappers",
              "whole number or auto",
              "",
              "must be a whole number from 1 to " + MapTaskCount.MOST + ", or auto",
              MapTaskCount::parse)
          .doc(
              "How many map tasks read the table; its regions are folded into them by server and"
                  + " size. auto means as many as Elasticsearch has data nodes; by default each"
                  + " region is a task, as with HBase's own format.")
          .common();

  /** The rows read ahead. */
  public static final Setting<DataSize> READ_AHEAD =
      Setting.size("sluice.hbase.read-ahead", "16mb", "64kb", "1gb")
          .doc(
              "How many bytes of rows a map task reads ahead of its mapper; when they are full the"
                  + " scanner waits, and its lease is renewed.");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(TABLE, MAPPING, MAPPERS, READ_AHEAD, SNAPSHOT, SNAPSHOT_DIR));

  private HBaseSettings() {}
}
