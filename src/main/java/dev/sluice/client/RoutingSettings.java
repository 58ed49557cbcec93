package dev.sluice.client;

import dev.sluice.config.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The keys of routing. */
public final class RoutingSettings {

  /** What a lane is. */
  public static final Setting<LaneMode> LANES =
      Setting.choice("sluice.routing.lanes", LaneMode.class, LaneMode.NODE)
          .doc(
              "Where requests go: node sends each straight to the node with the primaries of its"
                  + " documents, shard keeps every shard apart, off takes the nodes in turn.")
          .common();

  /** How many reducers a shuffle by shard has. */
  public static final Setting<Integer> REDUCERS =
      Setting.whole("sluice.routing.reducers", 0, 0, 100_000)
          .doc(
              "How many reducers a job has that is shuffled by shard; 0 means one for each shard of"
                  + " the index, so that each writes to one node.");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(Arrays.<Setting<?>>asList(LANES, REDUCERS));

  private RoutingSettings() {}
}
