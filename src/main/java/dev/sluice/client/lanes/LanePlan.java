package dev.sluice.client.lanes;

import dev.sluice.routing.ShardFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether and how documents are laned, decided once for a job and checked against the server then:
 * the index, and the arithmetic of its shards. Immutable; its text goes into the job.
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
   * No lanes.
   *
   * @param reason what stands in the way; empty if nobody wanted them
   */
  public static LanePlan off(String reason) {
    return new LanePlan(LaneMode.OFF, "", null, OFF, reason);
  }

  /** Lanes by the function of an index created before 9.4, or since if the two numbers agree. */
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
   * Reads the text of a plan.
   *
   * @throws IllegalArgumentException if no plan wrote it
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

  /** Whether documents are laned. */
  public boolean isOn() {
    return mode != LaneMode.OFF;
  }

  /** Why they are not, for the one warning; empty if nobody wanted them to be. */
  public String reason() {
    return reason;
  }

  /** What a lane is. */
  LaneMode mode() {
    return mode;
  }

  /** The concrete index whose shards are meant. */
  String index() {
    return index;
  }

  /** The arithmetic, if there are lanes. */
  public Optional<ShardFunction> function() {
    return Optional.ofNullable(function);
  }

  /** Text that {@link #parse} reads. */
  @Override
  public String toString() {
    return text;
  }
}
