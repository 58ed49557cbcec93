package dev.sluice.hbase.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.util.Bytes;

/** The ranges of a split as a text, by which checkpoints describe it to later jobs. */
final class RangeInput {

  private static final byte[] NO_PART = {};

  private RangeInput() {}

  /** The ranges, each as two keys in hexadecimal digits; an empty end means no limit. */
  static String toText(List<SplitRange> ranges) {
    return ranges.stream()
        .map(range -> Bytes.toHex(range.start) + "-" + Bytes.toHex(range.end))
        .collect(Collectors.joining(" "));
  }

  /** The ranges of a text, without their sizes. */
  static List<SplitRange> parse(String text) {
    List<SplitRange> ranges = new ArrayList<>();
    for (String range : text.isEmpty() ? new String[0] : text.split(" ")) {
      String[] keys = range.split("-", -1);
      if (keys.length != 2) {
        throw new IllegalArgumentException("\"" + range + "\" is not a range of rows");
      }
      ranges.add(SplitRange.of(Bytes.fromHex(keys[0]), Bytes.fromHex(keys[1]), 0, NO_PART));
    }
    return ranges;
  }
}
