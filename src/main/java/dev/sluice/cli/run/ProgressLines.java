package dev.sluice.cli.run;

import java.io.PrintWriter;
import java.time.Duration;

/** Prints a line at regular intervals, for logs and pipes, with the time since submission. */
final class ProgressLines implements Progress {

  private final PrintWriter out;
  private final long everyNanos;
  private final ProgressHistory course = new ProgressHistory();
  private ProgressSnapshot last = new ProgressSnapshot(0, 0, 0, 0);

  /** Prints at most one line in each interval. */
  ProgressLines(PrintWriter out, Duration every) {
    this.out = out;
    this.everyNanos = every.toNanos();
  }

  @Override
  public void show(ProgressSnapshot now) {
    course.add(now);
    if (now.nanos() - last.nanos() < everyNanos) {
      return;
    }
    out.println(line(now));
    out.flush();
    last = now;
  }

  private String line(ProgressSnapshot now) {
    StringBuilder line = new StringBuilder();
    line.append(HumanNumbers.time(Duration.ofNanos(now.nanos()))).append(": ");
    line.append(HumanNumbers.count(now.documents())).append(" documents, ");
    line.append(HumanNumbers.count(now.rateSince(last))).append("/s, ");
    line.append(HumanNumbers.count(now.rejected())).append(" rejected, ");
    line.append(HumanNumbers.percent(now.share())).append(" done");
    String waiting = course.waiting(now);
    Duration left = course.left(now);
    if (!waiting.isEmpty()) {
      line.append(", ").append(waiting);
    } else if (!left.isZero()) {
      line.append(", about ").append(HumanNumbers.time(left)).append(" left");
    }
    return line.toString();
  }

  @Override
  public void close() {
    out.flush();
  }
}
