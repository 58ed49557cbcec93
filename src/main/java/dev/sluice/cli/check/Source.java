package dev.sluice.cli.check;

import java.util.Arrays;

/** The input of a job: its parts, its bytes, and the bytes of each map task. Immutable. */
final class Source {

  private final String parts;
  private final long[] tasks;
  private final int limit;
  private final long readAhead;

  /**
   * Creates a source.
   *
   * @param parts such as {@code 256 regions}
   * @param tasks the bytes of each map task
   * @param limit the maximum of concurrent tasks; 0 for none
   * @param readAhead the bytes that a task reads ahead
   */
  Source(String parts, long[] tasks, int limit, long readAhead) {
    this.parts = parts;
    this.tasks = tasks.clone();
    this.limit = limit;
    this.readAhead = readAhead;
  }

  String parts() {
    return parts;
  }

  int tasks() {
    return tasks.length;
  }

  long bytes() {
    return Arrays.stream(tasks).sum();
  }

  long largest() {
    return Arrays.stream(tasks).max().orElse(0);
  }

  /** The most tasks that run at the same time; the cluster of Hadoop may allow fewer. */
  int running() {
    return limit > 0 ? Math.min(limit, tasks.length) : tasks.length;
  }

  long readAhead() {
    return readAhead;
  }
}
