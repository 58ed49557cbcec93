package dev.sluice.cli.rehearse.merges;

/**
 * The merges of a load that its trial is too short for.
 *
 * <p>The model is Lucene's {@code TieredMergePolicy} (read in 9.12) with the settings of
 * Elasticsearch: ten segments of each size may stay. When there are twelve, ten of them become one,
 * and two are left; so about seven wait at any time. The new segments wait in the same way for ten
 * of their own size, until they are larger than half of the largest segment. Of N flushed segments,
 * N - 7 are thus merged once or more, N - 77 twice or more, N - 777 three times, and so on. A
 * document is merged {@code levels(N) = max(0, 1 - 7/N) + max(0, 1 - 77/N) + ...} times.
 *
 * <p>A load of D documents flushes N segments in each shard, its trial n for d documents. From the
 * end of the trial to that of the load, {@code D * levels(N) - d * levels(n)} documents are merged.
 * At the pace of the trial, only {@code m * (D - d) / d} of them are, if the trial merged m. The
 * others are those that come later. What waits at the end of the trial still waits at the end of
 * the load, because a load does not wait for merges.
 *
 * <p>The time: if data nodes are the bottleneck, merges take their processors away from indexing. A
 * node with P processors that needs a seconds to index a document and b to merge it once indexes
 * {@code P / (a + b * merges)} documents/s, so one merge more adds {@code b / P} seconds to each
 * document. The load waits for the node that has the most shard copies for its processors.
 * Immutable.
 */
final class LaterMerges {

  /** Between the 2 that are left after a merge and the 12 that are there before one. */
  private static final double WAITING = 7;

  private final MergeFigures trial;

  LaterMerges(MergeFigures trial) {
    this.trial = trial;
  }

  /** How often a document is merged, on average, in a shard of so many flushed segments. */
  static double levels(double flushed, double bytesOfSegment) {
    double levels = 0;
    double waiting = WAITING;
    double bytes = bytesOfSegment;
    while (bytes <= Segments.MOST / 2.0 && waiting < flushed) {
      levels += 1 - waiting / flushed;
      waiting = waiting * Segments.PER_TIER + WAITING;
      bytes *= Segments.PER_TIER;
    }
    return levels;
  }

  /**
   * The documents that are merged beyond the pace of the trial; a document counts each time.
   *
   * @param all the documents of the load
   */
  double documents(long all) {
    if (trial.documents == 0 || trial.flushed == 0 || all <= trial.documents) {
      return 0;
    }
    double times = (double) all / trial.documents;
    double flushed = (double) trial.flushed / trial.shards;
    double bytes = (double) trial.bytes / trial.flushed;
    double rest = all * levels(times * flushed, bytes) - trial.documents * levels(flushed, bytes);
    return Math.max(0, rest - trial.merged * (times - 1));
  }

  /**
   * The time that these merges add to the load.
   *
   * @param secondsEach the time of one thread for one document
   */
  double seconds(long all, double secondsEach) {
    return documents(all) * secondsEach * trial.share;
  }
}
