package dev.sluice.cli.rehearse.merges;

/** The number of segments that Lucene's tiered merge policy allows in a shard of a size. */
public final class Segments {

  private static final long FLOOR = 2L << 20;

  /** The size of the largest segment that a merge makes. */
  static final long MOST = 5L << 30;

  /** The segments of one size that may stay, and those that one merge takes. */
  static final int PER_TIER = 10;

  private Segments() {}

  /** The most segments of a shard when its merges have caught up. */
  public static long allowed(long shardBytes) {
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
