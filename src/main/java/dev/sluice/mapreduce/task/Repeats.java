package dev.sluice.mapreduce.task;

/**
 * Tells identical events of a task apart: the first of an id is 1, the next 2. Remembers a limited
 * number of ids, each by a hash in 12 bytes; of one that is new beyond those, every event is its
 * first, so that identical ones become one. Not thread-safe.
 */
final class Repeats {

  /** Of ids that are remembered; at most half of the table is taken. */
  private static final int MOST = 64 * 1024;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final int most;
  private final long[] ids;
  private final int[] counts;
  private int known;

  Repeats() {
    this(MOST);
  }

  /** For so many ids, a power of two. */
  Repeats(int most) {
    this.most = most;
    ids = new long[2 * most];
    counts = new int[2 * most];
  }

  /** How often an id has come, this time included. */
  int count(String id) {
    long hash = hash(id);
    int place = (int) (hash >>> 32) & (ids.length - 1);
    while (counts[place] > 0 && ids[place] != hash) {
      place = (place + 1) & (ids.length - 1);
    }
    if (counts[place] == 0) {
      if (known == most) {
        return 1;
      }
      known++;
      ids[place] = hash;
    }
    return ++counts[place];
  }

  private static long hash(String id) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * FNV_PRIME;
    }
    return hash ^ (hash >>> 29);
  }
}
