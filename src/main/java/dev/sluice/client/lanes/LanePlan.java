package dev.sluice.client.lanes;

import dev.sluice.routing.ShardFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The plan for shard-aware routing of a job: whether it is on, the index, and its shard function,
 * checked against the server. Immutable; stored as text in the job.
 */
public final class LanePlan {

  private static final String OFF = "off";

  private final LaneMode mode;
  private final String index;
  private final ShardFunction function;
  private final String text;
  private final String reason;

  private LanePlan(
      LaneMode mode, String index, ShardFunction function, String text, String reason) {
    this.mode = mode;
    this.index = index;
    this.function = function;
    this.text = text;
    this.reason = reason;
  }

  /**
   * Routing is off.
   *
   * @param reason why; empty if the user turned it off
   */
  public static LanePlan off(String reason) {
    return new LanePlan(LaneMode.OFF, "", null, OFF, reason);
  }

  /**
   * Routing by the shard function of an index created before 9.4, or since if both shard numbers
   * are equal.
   */
  static LanePlan of(
      LaneMode mode, String index, int shards, int routingShards, int partitionSize) {
    ShardFunction function =
        routingShards == shards
            ? ShardFunction.modulo(shards, partitionSize)
            : ShardFunction.divided(shards, routingShards, partitionSize);
    String text =
        String.join(
            " ",
            mode.name(),
            index,
            Integer.toString(shards),
            Integer.toString(routingShards),
            Integer.toString(partitionSize));
    return new LanePlan(mode, index, function, text, "");
  }

  /**
   * Parses the text of a plan.
   *
   * @throws IllegalArgumentException if the text is invalid
   */
  public static LanePlan parse(String text) {
    if (text.equals(OFF)) {
      return off("");
    }
    List<String> parts = Arrays.asList(text.split(" "));
    if (parts.size() != 5) {
      throw new IllegalArgumentException("not a valid routing plan: " + text);
    }
    return of(
        LaneMode.valueOf(parts.get(0)),
        parts.get(1),
        Integer.parseInt(parts.get(2)),
        Integer.parseInt(parts.get(3)),
        Integer.parseInt(parts.get(4)));
  }

  /** Whether shard-aware routing is on. */
  public boolean isOn() {
    return mode != LaneMode.OFF;
  }

  /** Why routing is off, for a warning; empty if the user turned it off. */
  public String reason() {
    return reason;
  }

  /** What a lane is. */
  LaneMode mode() {
    return mode;
  }

  /** The concrete index. */
  String index() {
    return index;
  }

  /** The shard function, if routing is on. */
  public Optional<ShardFunction> function() {
    return Optional.ofNullable(function);
  }

  /** A text that {@link #parse} reads. */
  @Override
  public String toString() {
    return text;
  }
}
