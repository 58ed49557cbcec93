package dev.sluice.mapreduce.checkpoint;

import dev.sluice.config.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The configuration keys of checkpoints. */
public final class CheckpointSettings {

  /** How often. */
  public static final Setting<Duration> INTERVAL =
      Setting.duration("sluice.checkpoint.interval", "1m", "0s", "1d")
          .doc(
              "How often a map task stores how far it has come, so that an attempt that follows a"
                  + " failed one goes on there; 0s: never. Only in map-only jobs of load, replay"
                  + " and table, and of mappers with sluice.checkpoint.record-by-record.");

  /** Marks a mapper. */
  public static final Setting<Boolean> RECORD_BY_RECORD =
      Setting.flag("sluice.checkpoint.record-by-record", false)
          .doc(
              "Whether the mapper depends on no earlier record and writes all output for a record"
                  + " before map returns, as the annotation RecordByRecord says it. Its tasks then"
                  + " store checkpoints.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(Arrays.<Setting<?>>asList(INTERVAL, RECORD_BY_RECORD));

  private CheckpointSettings() {}
}
