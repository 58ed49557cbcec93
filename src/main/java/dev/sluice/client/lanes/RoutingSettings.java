package dev.sluice.client.lanes;

import dev.sluice.config.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The keys of routing. */
public final class RoutingSettings {

  private static final double MOST_SKEW = 1_000;

  /** What a lane is. */
  public static final Setting<LaneMode> LANES =
      Setting.choice("sluice.routing.lanes", LaneMode.class, LaneMode.NODE)
          .doc(
              "Where requests go: node sends each straight to the node with the primaries of its"
                  + " documents, shard keeps every shard apart, off takes the nodes in turn.")
          .common();

  /** What decides on a document's shard. */
  public static final Setting<RoutingMode> BY =
      Setting.choice("sluice.routing.by", RoutingMode.class, RoutingMode.ID)
          .doc(
              "What decides on the shard of a row's document: its id (or the routing value it"
                  + " brings), or row-range, the range of its row key, so that a map task writes"
                  + " to few nodes. For an index that the job creates, or that was created so;"
                  + " whoever gets, updates or deletes its documents must name their routing.")
          .common();

  /** How uneven row ranges may be. */
  public static final Setting<Double> MAX_SKEW =
      Setting.parsed(
              "sluice.routing.max-skew",
              "number",
              "2",
              "must be a number from 1 to 1000",
              RoutingSettings::skew)
          .doc(
              "How many times the mean the largest shard of an index may hold that is to be created"
                  + " for row-range, going by the sizes of the regions.");

  /** How many reducers a shuffle by shard has. */
  public static final Setting<Integer> REDUCERS =
      Setting.whole("sluice.routing.reducers", 0, 0, 100_000)
          .doc(
              "How many reducers a job has that is shuffled by shard; 0 means one for each shard of"
                  + " the index, so that each writes to one node.");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(Arrays.<Setting<?>>asList(LANES, BY, MAX_SKEW, REDUCERS));

  private RoutingSettings() {}

  private static Double skew(String text) {
    double skew = Double.parseDouble(text);
    if (!(skew >= 1 && skew <= MOST_SKEW)) {
      throw new IllegalArgumentException("out of bounds");
    }
    return skew;
  }
}
