package dev.sluice.hbase.mapping;

import dev.sluice.mapreduce.job.RowRouting;
import java.util.Optional;

/** Routes the documents of a mapping by row ranges, instead of its own rule. */
public final class RangeRouting {

  private RangeRouting() {}

  /** The routing rule of a mapping, as its line. */
  public static Optional<String> ownRule(RowMapping mapping) {
    return mapping.routing().map(RoutingRule::toString);
  }

  /** The same mapping with routing by row ranges. */
  public static RowMapping of(RowMapping mapping, RowRouting ranges) {
    return mapping.routedBy(RoutingRule.ofRanges(ranges));
  }
}
