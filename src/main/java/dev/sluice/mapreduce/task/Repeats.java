package dev.sluice.mapreduce.task;

/**
 * Numbers identical events of a task: the first event of an id is 1, the next 2. Remembers a
 * limited number of ids, each as a hash in 12 bytes. For new ids beyond that, every event counts as
 * the first, so identical events become one. Not thread-safe.
 */
final class Repeats {

  /** The maximum number of ids; at most half of the table is used. */
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

  /** Creates a table for this many ids, a power of two. */
  Repeats(int most) {
    this.most = most;
    ids = new long[2 * most];
    counts = new int[2 * most];
  }

  /** The number of times an id has occurred, including this one. */
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
