package dev.sluice.mapreduce.repair;

import dev.sluice.verify.Difference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/**
 * Divides files of differences among tasks. All differences of an id are neighbors in a file; they
 * go to one task, which decides about them together.
 */
final class DifferenceSplits {

  /** About 40,000 differences. */
  static final long SIZE = 8 << 20;

  private final Configuration conf;
  private final long size;

  DifferenceSplits(Configuration conf, long size) {
    this.conf = conf;
    this.size = size;
  }

  List<InputSplit> of(List<FileStatus> files) throws IOException {
    List<InputSplit> splits = new ArrayList<>();
    for (FileStatus file : files) {
      long length = file.getLen();
      long start = 0;
      while (start < length) {
        long end = end(file.getPath(), start + size, length);
        splits.add(new FileSplit(file.getPath(), start, end - start, new String[0]));
        start = end;
      }
    }
    return splits;
  }

  /** The first start of an id's differences at or after a position. */
  private long end(Path file, long from, long length) throws IOException {
    if (from >= length || !DifferenceLines.isSplittable(file, conf)) {
      return length;
    }
    try (DifferenceLines lines = DifferenceLines.open(file, from, conf)) {
      lines.skipLine();
      Difference first = lines.next();
      long start = lines.position();
      for (Difference next = lines.next(); next != null; next = lines.next()) {
        if (!next.id().equals(first.id())) {
          return start;
        }
        start = lines.position();
      }
      return length;
    }
  }
}
