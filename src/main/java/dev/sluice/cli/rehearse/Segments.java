package dev.sluice.cli.rehearse;

/** The number of segments that Lucene's tiered merge policy allows in a shard of a size. */
final class Segments {

  private static final long FLOOR = 2L << 20;
  private static final long MOST = 5L << 30;
  private static final int PER_TIER = 10;

  private Segments() {}

  /** The most segments of a shard when its merges have caught up. */
  static long allowed(long shardBytes) {
    double left = shardBytes;
    double level = FLOOR;
    double allowed = 0;
    while (true) {
      double ofLevel = left / level;
      if (ofLevel < PER_TIER || level == MOST) {
        return (long) Math.max(1, allowed + Math.ceil(ofLevel));
      }
      allowed += PER_TIER;
      left -= PER_TIER * level;
      level = Math.min(MOST, level * PER_TIER);
    }
  }
}
