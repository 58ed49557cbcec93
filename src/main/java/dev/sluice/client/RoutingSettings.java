package dev.sluice.client;

import dev.sluice.config.Setting;
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

  /** All of them. */
  public static final List<Setting<?>> ALL = Collections.singletonList(LANES);

  private RoutingSettings() {}
}
