package dev.sluice.mapreduce.resume;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;

/**
 * The records and documents that a resumed job does not read and send again, as found at its
 * submission and kept in its configuration. Immutable.
 */
public final class InheritedCounts {

  private static final String KEY = InternalKeys.PREFIX + "resume.counts";

  /** The number of splits, that of records, and the counts. */
  private final long[] numbers;

  private InheritedCounts(long[] numbers) {
    this.numbers = numbers;
  }

  static InheritedCounts of(EarlierJob earlier) {
    return new InheritedCounts(
        LongStream.concat(
                LongStream.of(earlier.inputs().size(), earlier.records()),
                LongStream.of(earlier.inheritance().counts.toNumbers()))
            .toArray());
  }

  /** Those of a submitted job; empty if it resumes none. */
  public static Optional<InheritedCounts> of(Configuration conf) {
    return Optional.ofNullable(conf.get(KEY))
        .map(text -> Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray())
        .map(InheritedCounts::new);
  }

  void store(Configuration conf) {
    conf.set(KEY, LongStream.of(numbers).mapToObj(Long::toString).collect(Collectors.joining(" ")));
  }

  /** Records of the input. */
  public long records() {
    return numbers[1];
  }

  /** The outcomes of their documents. */
  public BulkCounts counts() {
    return BulkCounts.ofNumbers(Arrays.copyOfRange(numbers, 2, numbers.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InheritedCounts
        && Arrays.equals(numbers, ((InheritedCounts) other).numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }
}
