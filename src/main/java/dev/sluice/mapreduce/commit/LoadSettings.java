package dev.sluice.mapreduce.commit;

import dev.sluice.config.Setting;
import dev.sluice.mapreduce.encode.IndexName;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The keys of what is done to the index before and after the load. */
public final class LoadSettings {

  /** Load mode. */
  public static final Setting<LoadMode> LOAD_MODE =
      Setting.choice("sluice.index.load-mode", LoadMode.class, LoadMode.NORMAL)
          .doc(
              "How the index is set while it is loaded: normal leaves it be, bulk takes away"
                  + " refresh, replicas, the sync of the translog on each request and the"
                  + " throttling of merges, and puts everything back afterwards. For an index that"
                  + " the job creates or that is empty.")
          .common();

  /** Load mode in spite of documents. */
  public static final Setting<Boolean> LOAD_MODE_FORCE =
      Setting.flag("sluice.index.load-mode.force", false)
          .doc(
              "Load mode for an index with documents, too: while the job runs they have no replica,"
                  + " and what is written is not searchable.");

  /** Alias. */
  public static final Setting<Optional<String>> ALIAS =
      Setting.parsed(
              "sluice.index.alias",
              "alias",
              "",
              IndexName.RULE.replace("an index or alias", "an alias"),
              IndexName::parse)
          .doc(
              "An alias that stands for this index alone once the job has succeeded; it is moved"
                  + " from other indices in one step.")
          .common();

  /** Force-merge. */
  public static final Setting<Integer> FORCE_MERGE =
      Setting.whole("sluice.commit.force-merge", 0, 0, 1000)
          .doc("Segments to merge each shard into when everything is written; 0 leaves it be.");

  /** Refresh. */
  public static final Setting<Boolean> REFRESH =
      Setting.flag("sluice.commit.refresh", true)
          .doc(
              "Make what was written visible to searches when the job ends, once; false leaves that"
                  + " to the index's own interval.");

  /** Wait for health. */
  public static final Setting<Duration> HEALTH_TIMEOUT =
      Setting.duration("sluice.commit.health-timeout", "10m", "0s", "7d")
          .doc(
              "How long a job in load mode waits, at its end, for the replicas to come back; when"
                  + " the time is up it says so and succeeds.");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(
              LOAD_MODE, LOAD_MODE_FORCE, ALIAS, FORCE_MERGE, REFRESH, HEALTH_TIMEOUT));

  private LoadSettings() {}
}
