package dev.sluice.cli.lines;

import dev.sluice.mapreduce.resume.CoveredInput;
import dev.sluice.mapreduce.resume.RangeSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/**
 * The lines of files that earlier jobs have read, whatever the parts in which they read them. In a
 * plain file, a line counts by the offset at which it begins. In a compressed one, the offset is
 * known only within the part that was read, so a part that was begun stays a part. Immutable.
 */
final class CoveredLines {

  private final Map<Path, CoveredFile> files = new LinkedHashMap<>();

  private CoveredLines() {}

  /** What the splits of earlier jobs cover. */
  static CoveredLines of(List<CoveredInput> inputs) {
    CoveredLines covered = new CoveredLines();
    for (CoveredInput each : inputs) {
      LineInput input = LineInput.parse(each.input());
      covered.files.computeIfAbsent(input.file, file -> new CoveredFile()).add(input, each);
    }
    return covered;
  }

  /** A part of a compressed file that was begun, or whose end was reached. */
  private static final class Part {
    final long start;
    final long end;

    /** Without the version of the file; null if it was read to its end. */
    final String place;

    Part(long start, long end, String place) {
      this.start = start;
      this.end = end;
      this.place = place;
    }
  }

  private static final class CoveredFile {
    final RangeSet<Long> lines = new RangeSet<>(Comparator.<Long>naturalOrder());
    final RangeSet<Long> begun = new RangeSet<>(Comparator.<Long>naturalOrder());

    /** By their starts; a later job overrules an earlier one. */
    final Map<Long, Part> parts = new LinkedHashMap<>();

    LineInput latest;

    void add(LineInput input, CoveredInput covered) {
      latest = input;
      if (input.compressed) {
        begun.add(input.start, input.end);
        parts.put(
            input.start,
            new Part(input.start, input.end, covered.isEnd() ? null : offset(covered)));
      } else {
        long first = firstLine(input.start);
        // A split ends with the line that begins at its end.
        lines.add(first, covered.isEnd() ? input.end + 1 : JsonLinesReader.offset(covered.place()));
      }
    }
  }

  private static String offset(CoveredInput covered) {
    return Long.toString(JsonLinesReader.offset(covered.place()));
  }

  /** Where the first line of a split can begin: one at its start belongs to the split before. */
  private static long firstLine(long start) {
    return start == 0 ? 0 : start + 1;
  }

  /**
   * The first file that is not as it was when it was read.
   *
   * @param now the files of this job
   * @return what has happened to it, in words; empty if all are the same
   */
  Optional<String> changedIn(Map<Path, FileStatus> now) {
    for (Map.Entry<Path, CoveredFile> each : files.entrySet()) {
      FileStatus status = now.get(each.getKey());
      LineInput then = each.getValue().latest;
      if (status == null) {
        return Optional.of(each.getKey() + " is missing in the input");
      }
      FileVersion version = FileVersion.of(status);
      if (!version.equals(then.version)) {
        return Optional.of(each.getKey() + " has " + version + ", but had " + then.version);
      }
    }
    return Optional.empty();
  }

  /** What is left of the splits of a job, in their order. */
  List<FileSplit> leftOf(List<FileSplit> splits) throws IOException {
    List<FileSplit> left = new ArrayList<>();
    Set<Path> resumed = new HashSet<>();
    for (FileSplit split : splits) {
      CoveredFile file = files.get(split.getPath());
      if (file == null) {
        left.add(split);
      } else if (file.latest.compressed) {
        if (resumed.add(split.getPath())) {
          addBegun(split, file, left);
        }
        addUnbegun(split, file, left);
      } else {
        addLines(split, file, left);
      }
    }
    return left;
  }

  private static void addLines(FileSplit split, CoveredFile file, List<FileSplit> left)
      throws IOException {
    long end = split.getStart() + split.getLength() + 1;
    for (RangeSet.Range<Long> lines : file.lines.missingIn(firstLine(split.getStart()), end)) {
      long start = Math.max(0, lines.start - 1);
      left.add(new FileSplit(split.getPath(), start, lines.end - 1 - start, split.getLocations()));
    }
  }

  private static void addBegun(FileSplit split, CoveredFile file, List<FileSplit> left)
      throws IOException {
    for (Part part : file.parts.values()) {
      if (part.place != null) {
        left.add(
            new ResumedFileSplit(
                split.getPath(),
                part.start,
                part.end - part.start,
                split.getLocations(),
                part.place));
      }
    }
  }

  private static void addUnbegun(FileSplit split, CoveredFile file, List<FileSplit> left)
      throws IOException {
    long end = split.getStart() + split.getLength();
    for (RangeSet.Range<Long> bytes : file.begun.missingIn(split.getStart(), end)) {
      left.add(
          new FileSplit(
              split.getPath(), bytes.start, bytes.end - bytes.start, split.getLocations()));
    }
  }
}
