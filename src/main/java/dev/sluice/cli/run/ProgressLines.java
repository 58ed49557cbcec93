package dev.sluice.cli.run;

import java.io.PrintWriter;
import java.time.Duration;

/** A plain line every so often, for logs and pipes, each with the time since the submit. */
final class ProgressLines implements Progress {

  private final PrintWriter out;
  private final long everyNanos;
  private final Course course = new Course();
  private Snapshot last = new Snapshot(0, 0, 0, 0);

  /** Prints at most one line in each stretch of the given length. */
  ProgressLines(PrintWriter out, Duration every) {
    this.out = out;
    this.everyNanos = every.toNanos();
  }

  @Override
  public void show(Snapshot now) {
    course.add(now);
    if (now.nanos() - last.nanos() < everyNanos) {
      return;
    }
    out.println(line(now));
    out.flush();
    last = now;
  }

  private String line(Snapshot now) {
    StringBuilder line = new StringBuilder();
    line.append(Figures.time(Duration.ofNanos(now.nanos()))).append(": ");
    line.append(Figures.count(now.documents())).append(" documents, ");
    line.append(Figures.count(now.rateSince(last))).append("/s, ");
    line.append(Figures.count(now.rejected())).append(" rejected, ");
    line.append(Figures.percent(now.share())).append(" done");
    String waiting = course.waiting(now);
    Duration left = course.left(now);
    if (!waiting.isEmpty()) {
      line.append(", ").append(waiting);
    } else if (!left.isZero()) {
      line.append(", about ").append(Figures.time(left)).append(" left");
    }
    return line.toString();
  }

  @Override
  public void close() {
    out.flush();
  }
}
