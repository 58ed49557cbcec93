package dev.sluice.hbase.mapping;

import dev.sluice.mapreduce.job.RowRouting;
import java.util.Optional;

/** Row ranges that route the documents of a mapping, in place of a rule of its own. */
public final class RangeRouting {

  private RangeRouting() {}

  /** The rule that a mapping has of its own, as its line says it. */
  public static Optional<String> ownRule(RowMapping mapping) {
    return mapping.routing().map(RoutingRule::toString);
  }

  /** The same mapping with its documents routed by ranges. */
  public static RowMapping of(RowMapping mapping, RowRouting ranges) {
    return mapping.routedBy(RoutingRule.ofRanges(ranges));
  }
}
