package dev.sluice.mapreduce.control;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The tasks of each job that write in this process. The local job runner does not say how many run;
 * it runs them in the process of the command that watches the job. A task that ends hands its share
 * of the rate to the next one, so that the share is not lost between them. Thread-safe.
 */
public final class RunningTasks {

  /** Later, the watching command may have given the share to the other tasks. */
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Map<String, Integer> COUNTS = new HashMap<>();
  private static final Deque<Share> FREE = new ArrayDeque<>();

  /** The share of a task that has ended. */
  private static final class Share {
    private final String job;
    private final long endedAt;
    private final long unspentNanos;

    Share(String job, long endedAt, long unspentNanos) {
      this.job = job;
      this.endedAt = endedAt;
      this.unspentNanos = unspentNanos;
    }
  }

  private RunningTasks() {}

  /**
   * A task of the job begins to write.
   *
   * @return the time for which the share that it takes over was not used
   */
  public static synchronized long begun(String job, long now) {
    COUNTS.merge(job, 1, Integer::sum);
    forgetBefore(now);
    for (Iterator<Share> all = FREE.iterator(); all.hasNext(); ) {
      Share share = all.next();
      if (share.job.equals(job)) {
        all.remove();
        return share.unspentNanos + now - share.endedAt;
      }
    }
    return 0;
  }

  /**
   * A task that has begun ends.
   *
   * @param unspentNanos the time for which it did not use its share
   */
  public static synchronized void ended(String job, long now, long unspentNanos) {
    COUNTS.computeIfPresent(job, (name, count) -> count == 1 ? null : count - 1);
    forgetBefore(now);
    FREE.add(new Share(job, now, unspentNanos));
  }

  private static void forgetBefore(long now) {
    FREE.removeIf(share -> now - share.endedAt > KEPT_NANOS);
  }

  /** The tasks of the job that write now. */
  public static synchronized int of(String job) {
    return COUNTS.getOrDefault(job, 0);
  }
}
