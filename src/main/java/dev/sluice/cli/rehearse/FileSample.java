package dev.sluice.cli.rehearse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/**
 * Chooses the ranges of files that a trial reads. Each task reads one file, at several places. The
 * files are those at even distances in the whole input, so that large files count more. Of a
 * compressed file that cannot be split, a task reads the beginning.
 */
final class FileSample {

  static final int PIECES = 8;

  /** An input up to this size is read as a whole. */
  static final long WHOLE = 32L << 20;

  private final Map<Path, Long> lengths = new LinkedHashMap<>();
  private final Predicate<Path> divisible;
  private final List<FileSplit> splits;
  private final long largest;

  /**
   * Looks at the splits of the whole load.
   *
   * @param divisible whether a part of a file can be read
   */
  FileSample(List<FileSplit> splits, Predicate<Path> divisible) {
    this.divisible = divisible;
    this.splits = splits;
    long most = 0;
    for (FileSplit split : splits) {
      lengths.merge(split.getPath(), split.getStart() + split.getLength(), Math::max);
      most = Math.max(most, split.getLength());
    }
    largest = most;
  }

  private long bytes() {
    return lengths.values().stream().mapToLong(Long::longValue).sum();
  }

  InputSize size() {
    boolean head = lengths.size() == 1 && !divisible.test(lengths.keySet().iterator().next());
    return new InputSize(
        bytes(), splits.size(), largest, 0, 0, bytes() <= WHOLE, head && bytes() > WHOLE);
  }

  /** The splits of a trial; never more than those of the whole load. */
  List<TrialFileSplit> splits(Trial trial) {
    return bytes() <= WHOLE ? whole() : sampled(trial);
  }

  private List<TrialFileSplit> whole() {
    return splits.stream()
        .map(split -> range(split.getPath(), split.getStart(), split.getLength(), Long.MAX_VALUE))
        .collect(Collectors.toList());
  }

  private static TrialFileSplit range(Path file, long start, long length, long recordBytes) {
    return new TrialFileSplit(file, new long[] {start}, length, recordBytes, new String[0]);
  }

  private List<TrialFileSplit> sampled(Trial trial) {
    Map<Path, Integer> tasks = chosen(trial);
    int count = tasks.values().stream().mapToInt(Integer::intValue).sum();
    long bytesOfTask = Math.max(1, trial.bytes(bytes()) / Math.max(1, count));
    List<TrialFileSplit> all = new ArrayList<>();
    tasks.forEach(
        (file, times) -> {
          for (int i = 0; i < times; i++) {
            all.add(of(file, i, times, trial.phase(), bytesOfTask));
          }
        });
    return all;
  }

  /** How many tasks read each file. */
  private Map<Path, Integer> chosen(Trial trial) {
    Map<Path, Integer> chosen = new LinkedHashMap<>();
    int wanted = Math.max(1, Math.min(trial.tasks, splits.size()));
    for (int i = 0; i < wanted; i++) {
      Path file = at((i + trial.phase()) / wanted);
      if (divisible.test(file) || !chosen.containsKey(file)) {
        chosen.merge(file, 1, Integer::sum);
      } else {
        lengths.keySet().stream()
            .filter(other -> !chosen.containsKey(other))
            .findFirst()
            .ifPresent(other -> chosen.put(other, 1));
      }
    }
    return chosen;
  }

  private Path at(double share) {
    long place = (long) (share * bytes());
    Path last = null;
    for (Map.Entry<Path, Long> file : lengths.entrySet()) {
      last = file.getKey();
      place -= file.getValue();
      if (place < 0) {
        break;
      }
    }
    return last;
  }

  /** The ranges of tasks that read the same file alternate. */
  private TrialFileSplit of(Path file, int index, int times, double phase, long bytes) {
    long length = lengths.get(file);
    if (!divisible.test(file)) {
      return range(file, 0, length, bytes);
    }
    long stride = Math.max(1, length / ((long) PIECES * times));
    long piece = Math.max(1, Math.min(stride, bytes / PIECES));
    long shift = (long) (phase * (stride - piece));
    long[] starts = new long[PIECES];
    for (int k = 0; k < PIECES; k++) {
      starts[k] = stride * ((long) k * times + index) + shift;
    }
    return new TrialFileSplit(file, starts, piece, Long.MAX_VALUE, new String[0]);
  }
}
