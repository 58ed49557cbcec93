package dev.sluice.hbase.scan;

import dev.sluice.config.DataSize;
import dev.sluice.config.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The configuration keys of reading HBase. */
public final class HBaseSettings {

  /** Table. */
  public static final Setting<Optional<String>> TABLE =
      Setting.text("sluice.hbase.table")
          .doc("HBase table to read, with its namespace unless that is the default one.")
          .common();

  /** Mapping. */
  public static final Setting<Optional<String>> MAPPING =
      Setting.text("sluice.hbase.mapping")
          .doc("Mapping of rows to documents: the lines themselves, not a file name.")
          .common();

  /** Snapshot to read instead of the table. */
  public static final Setting<Optional<String>> SNAPSHOT =
      Setting.text("sluice.hbase.snapshot")
          .doc(
              "Reads this snapshot's HFiles directly, without the region servers. The"
                  + " job's user must have read permission for HBase's root directory.");

  /** Directory to restore a snapshot into. */
  public static final Setting<Optional<String>> SNAPSHOT_DIR =
      Setting.text("sluice.hbase.snapshot.restore-dir")
          .doc(
              "Scratch directory for the snapshot's references, on HBase's file system,"
                  + " outside hbase.rootdir. The job creates a subdirectory in it.");

  /** Number of map tasks. */
  public static final Setting<MapTaskCount> MAPPERS =
      Setting.parsed(
              "sluice.hbase.mappers",
              "whole number or auto",
              "",
              "must be a whole number from 1 to " + MapTaskCount.MOST + ", or auto",
              MapTaskCount::parse)
          .doc(
              "Number of map tasks that read the table; its regions are grouped by"
                  + " server and size. auto: one for each Elasticsearch data node. By default"
                  + " one for each region, as with HBase's TableInputFormat.")
          .common();

  /** Read-ahead size. */
  public static final Setting<DataSize> READ_AHEAD =
      Setting.size("sluice.hbase.read-ahead", "16mb", "64kb", "1gb")
          .doc(
              "Maximum size of the rows that a map task reads ahead of its mapper. When"
                  + " it is reached, the scanner waits and its lease is renewed.");

  /** The time since which changes are loaded. */
  public static final Setting<Optional<SinceTime>> SINCE =
      Setting.parsed(
              "sluice.hbase.since", "time or last", "", SinceTime.FORMS, SinceTime::parseOptional)
          .doc(
              "Loads only the rows with cells or delete markers since this time, and deletes the"
                  + " documents of rows that are gone. A time with its zone, a duration before now,"
                  + " milliseconds since 1970, or last: since the last load of the same table,"
                  + " mapping and scan, as recorded in the index. By default all rows.")
          .common();

  /** How far the next incremental load reaches back behind the start of this one. */
  public static final Setting<Duration> OVERLAP =
      Setting.duration("sluice.hbase.since.overlap", "5m", "0ms", "30d")
          .doc(
              "A load records the time of its start, less this, as the last load. Changes in"
                  + " between are loaded twice. It must cover the clock differences of the region"
                  + " servers and the delay of writers that set timestamps.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(
              TABLE, MAPPING, MAPPERS, SINCE, OVERLAP, READ_AHEAD, SNAPSHOT, SNAPSHOT_DIR));

  private HBaseSettings() {}
}
