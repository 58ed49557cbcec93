package dev.sluice.cli.rehearse;

/**
 * The time that the whole load takes at the rate of a trial. The size of the input in documents
 * comes from its bytes and those of a sampled record. The interval covers the accuracy of the rate,
 * which is that of a few dozen requests, and of the size, which is worse if the sizes of rows
 * differ much. Immutable.
 */
final class Forecast {

  /** The rate of some seconds is that of hours within this part. */
  private static final double RATE = 0.15;

  /** More for a size from a sample. */
  private static final double SIZE = 0.05;

  /** More for a sample that is only the beginning of a file. */
  private static final double HEAD = 0.15;

  /** An interval does not begin at nothing. */
  private static final double MOST = 0.9;

  private static final int FEW_REQUESTS = 10;

  private final InputSize input;
  private final TrialFigures base;
  private final Sampled sampled;

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

  Forecast(InputSize input, TrialFigures base, Sampled sampled) {
    this.input = input;
    this.base = base;
    this.sampled = sampled;
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
    double all = documents() / base.rate;
    double ofLargest = input.bytes == 0 ? 0 : all * input.largest / input.bytes * base.tasks;
    return Math.max(all, ofLargest) + tailSeconds();
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
    return Math.min(MOST, RATE + few + sizeUncertainty());
  }

  /** The half width of the interval of the documents, as a part of them; 0 if they are counted. */
  double sizeUncertainty() {
    if (input.whole && sampled.all) {
      return 0;
    }
    return Math.min(MOST, SIZE + input.spread + (input.headOnly ? HEAD : 0));
  }
}
