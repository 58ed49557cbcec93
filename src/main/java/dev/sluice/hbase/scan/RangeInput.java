package dev.sluice.hbase.scan;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.util.Bytes;

/** The ranges of a split as a text, by which checkpoints describe it to later jobs. */
final class RangeInput {

  private RangeInput() {}

  /** The ranges, each as two keys in hexadecimal digits; an empty end means no limit. */
  static String toText(List<SplitRange> ranges) {
    return ranges.stream()
        .map(range -> Bytes.toHex(range.start) + "-" + Bytes.toHex(range.end))
        .collect(Collectors.joining(" "));
  }
}
