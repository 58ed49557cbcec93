package dev.sluice.cli.rehearse;

import java.time.Duration;
import org.apache.hadoop.conf.Configuration;

/** One trial load of a rehearsal: its place in the series and its limits. Immutable. */
final class Trial {

  private static final String PREFIX = "dev.sluice.cli.rehearse.";
  private static final String NUMBER = PREFIX + "number";
  private static final String TASKS = PREFIX + "tasks";
  private static final String MILLIS = PREFIX + "millis";
  private static final String SHARE = PREFIX + "share";

  /** A fifth of the time; JVM and connections are warm then. */
  private static final int WARM_PART = 5;

  private static final long LEAST = 256L << 20;

  final int number;
  final int tasks;
  final Duration time;

  /** The part of the input to read, from 0 to 1. */
  final double share;

  Trial(int number, int tasks, Duration time, double share) {
    this.number = number;
    this.tasks = tasks;
    this.time = time;
    this.share = share;
  }

  static Trial load(Configuration conf) {
    return new Trial(
        conf.getInt(NUMBER, 0),
        conf.getInt(TASKS, 1),
        Duration.ofMillis(conf.getLong(MILLIS, 0)),
        conf.getDouble(SHARE, 0));
  }

  void store(Configuration conf) {
    conf.setInt(NUMBER, number);
    conf.setInt(TASKS, tasks);
    conf.setLong(MILLIS, time.toMillis());
    conf.setDouble(SHARE, share);
  }

  /** The bytes that all tasks together may read. Fewer would not outlast the memory of a task. */
  long bytes(long input) {
    return Math.max(LEAST, (long) (share * input));
  }

  /** The time that is not measured. */
  Duration warmUp() {
    return time.dividedBy(WARM_PART);
  }

  /**
   * The offset of this trial in a stratum, from 0 to 1. The golden ratio keeps the offsets of any
   * number of trials apart, so that they read different records.
   */
  double phase() {
    return number * 0.618034 % 1;
  }
}
