package dev.sluice.mapreduce.commit;

import dev.sluice.config.Setting;
import dev.sluice.mapreduce.encode.IndexName;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The configuration keys for the index before and after the load. */
public final class LoadSettings {

  /** Load mode. */
  public static final Setting<LoadMode> LOAD_MODE =
      Setting.choice("sluice.index.load-mode", LoadMode.class, LoadMode.NORMAL)
          .doc(
              "Index settings during the load. normal: unchanged. bulk: disables"
                  + " refresh, replicas and merge throttling and sets the translog to async;"
                  + " restored at the end. For an index that the job creates or that is empty.")
          .common();

  /** Load mode for an index with documents. */
  public static final Setting<Boolean> LOAD_MODE_FORCE =
      Setting.flag("sluice.index.load-mode.force", false)
          .doc(
              "Allows load mode for an index that contains documents. While the job"
                  + " runs, they have no replicas and new documents are not searchable.");

  /** Alias. */
  public static final Setting<Optional<String>> ALIAS =
      Setting.parsed(
              "sluice.index.alias",
              "alias",
              "",
              IndexName.RULE.replace("an index or alias", "an alias"),
              IndexName::parse)
          .doc(
              "Alias that points only to this index after the job succeeds. It is moved"
                  + " from other indices in one atomic step.")
          .common();

  /** Force merge. */
  public static final Setting<Integer> FORCE_MERGE =
      Setting.whole("sluice.commit.force-merge", 0, 0, 1000)
          .doc(
              "Number of segments per shard to force-merge to after the load. 0: no"
                  + " force-merge.");

  /** Refresh. */
  public static final Setting<Boolean> REFRESH =
      Setting.flag("sluice.commit.refresh", true)
          .doc(
              "Refreshes the index once at the end of the job, so that all documents are"
                  + " searchable. false: leaves that to the index's refresh interval.");

  /** Wait for replicas. */
  public static final Setting<Duration> HEALTH_TIMEOUT =
      Setting.duration("sluice.commit.health-timeout", "10m", "0s", "7d")
          .doc(
              "How long a job in load mode waits at its end for the replicas. After that"
                  + " time it logs a warning and succeeds.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(
              LOAD_MODE, LOAD_MODE_FORCE, ALIAS, FORCE_MERGE, REFRESH, HEALTH_TIMEOUT));

  private LoadSettings() {}
}
