package dev.sluice.client.lanes;

import dev.sluice.config.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The configuration keys of routing. */
public final class RoutingSettings {

  private static final double MOST_SKEW = 1_000;

  /** Shard-aware routing. */
  public static final Setting<LaneMode> LANES =
      Setting.choice("sluice.routing.lanes", LaneMode.class, LaneMode.NODE)
          .doc(
              "Shard-aware routing of bulk requests. node: each request goes to the node"
                  + " that holds the primary shards of its documents. shard: the same, with"
                  + " separate requests for each shard. off: requests go to the nodes in turn.")
          .common();

  /** What determines a document's shard. */
  public static final Setting<RoutingMode> BY =
      Setting.choice("sluice.routing.by", RoutingMode.class, RoutingMode.ID)
          .doc(
              "What determines the shard of a row's document. id: its id or routing"
                  + " value. row-range: the range of its row key, so that each map task writes"
                  + " to few nodes. row-range requires an index that the job creates, or that"
                  + " was created this way. Get, update and delete requests must then pass"
                  + " ?routing=.")
          .common();

  /** Maximum skew of row ranges. */
  public static final Setting<Double> MAX_SKEW =
      Setting.parsed(
              "sluice.routing.max-skew",
              "number",
              "2",
              "must be a number from 1 to 1000",
              RoutingSettings::skew)
          .doc(
              "With row-range: maximum size of the largest shard of a new index, as a"
                  + " multiple of the mean shard size. Region sizes are the estimate.");

  /** Reducers of a shuffle by shard. */
  public static final Setting<Integer> REDUCERS =
      Setting.whole("sluice.routing.reducers", 0, 0, 100_000)
          .doc(
              "Number of reducers of a job that is shuffled by shard. 0: one per shard"
                  + " of the index, so that each reducer writes to one node.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(Arrays.<Setting<?>>asList(LANES, BY, MAX_SKEW, REDUCERS));

  private RoutingSettings() {}

  private static Double skew(String text) {
    double skew = Double.parseDouble(text);
    if (!(skew >= 1 && skew <= MOST_SKEW)) {
      throw new IllegalArgumentException("out of range");
    }
    return skew;
  }
}
