package dev.sluice.cli.rehearse;

import dev.sluice.cli.rehearse.merges.MergeTime;

/**
 * The time that the whole load takes at the rate of a trial. The size of the input in documents
 * comes from its bytes and those of a sampled record. The interval covers the accuracy of the rate,
 * which is that of a few dozen requests, of the size, which is worse if the sizes of rows differ
 * much, and of the merges that are later than a trial. Immutable.
 */
final class Forecast {

  /** The rate of some seconds is that of hours within this part. */
  private static final double RATE = 0.15;

  /** More for a size from a sample. */
  private static final double SIZE = 0.05;

  /** More for a sample that is only the beginning of a file. */
  private static final double HEAD = 0.15;

  /** The time of later merges is right within this part. */
  private static final double MERGES = 0.5;

  /** An interval does not begin at nothing. */
  private static final double MOST = 0.9;

  private static final int FEW_REQUESTS = 10;

  private final InputSize input;
  private final TrialFigures base;
  private final Sampled sampled;
  private final MergeTime later;

  /** What the trials read. */
  static final class Sampled {
    final long records;
    final long sourceBytes;
    final long recordBytes;

    /** Whether the trial read the whole input. */
    final boolean all;

    Sampled(long records, long sourceBytes, long recordBytes, boolean all) {
      this.records = records;
      this.sourceBytes = sourceBytes;
      this.recordBytes = recordBytes;
      this.all = all;
    }
  }

  /** A load without later merges. */
  Forecast(InputSize input, TrialFigures base, Sampled sampled) {
    this(input, base, sampled, MergeTime.NONE);
  }

  private Forecast(InputSize input, TrialFigures base, Sampled sampled, MergeTime later) {
    this.input = input;
    this.base = base;
    this.sampled = sampled;
    this.later = later;
  }

  /** The same load, which merges later than its trial slow down. */
  Forecast with(MergeTime merges) {
    return new Forecast(input, base, sampled, merges);
  }

  /** The documents of the whole input; 0 if unknown. */
  long documents() {
    if (input.whole && sampled.all) {
      return sampled.records;
    }
    if (input.rowBytes > 0) {
      return Math.round(input.bytes / input.rowBytes);
    }
    long read = sampled.sourceBytes > 0 ? sampled.sourceBytes : sampled.recordBytes;
    return read == 0 ? 0 : Math.round((double) input.bytes * sampled.records / read);
  }

  /** Seconds for the whole load; a split that is much larger than the others ends last. */
  double seconds() {
    return secondsWith(later.seconds) + tailSeconds();
  }

  private double secondsWith(double merges) {
    double all = documents() / base.rate;
    double ofLargest = input.bytes == 0 ? 0 : all * input.largest / input.bytes * base.tasks;
    return Math.max(all + merges, ofLargest);
  }

  /** The part of these seconds that is due to merges of larger segments than in the trial. */
  double laterMergeSeconds() {
    return secondsWith(later.seconds) - secondsWith(0);
  }

  /** Why that part is not known and 0; empty if it is known. */
  String unknownMerges() {
    return later.unknown;
  }

  /**
   * The part of these seconds in which tasks only wait for their last requests. If several tasks
   * run at the same time, the others use Elasticsearch meanwhile, until the end.
   */
  double tailSeconds() {
    return base.tailSeconds * (base.tasks == 1 ? input.splits : 1);
  }

  /** Whether requests are refused. */
  boolean isRefused() {
    return base.isRefused();
  }

  /** The half width of the interval, as a part of the time. */
  double uncertainty() {
    double few = base.requests < FEW_REQUESTS ? RATE : 0;
    double merges = laterMergeSeconds() == 0 ? 0 : MERGES * laterMergeSeconds() / seconds();
    return Math.min(MOST, RATE + few + sizeUncertainty() + merges);
  }

  /** The half width of the interval of the documents, as a part of them; 0 if they are counted. */
  double sizeUncertainty() {
    if (input.whole && sampled.all) {
      return 0;
    }
    return Math.min(MOST, SIZE + input.spread + (input.headOnly ? HEAD : 0));
  }
}
