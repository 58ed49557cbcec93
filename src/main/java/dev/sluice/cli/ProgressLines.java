package dev.sluice.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** A plain line every so often, for logs and pipes. */
final class ProgressLines implements Progress {

  private final PrintWriter out;
  private final long everyNanos;
  private Snapshot last = new Snapshot(0, 0, 0, 0);

  /** Prints at most one line in each stretch of the given length. */
  ProgressLines(PrintWriter out, Duration every) {
    this.out = out;
    this.everyNanos = every.toNanos();
  }

  @Override
  public void show(Snapshot now) {
    if (now.nanos() - last.nanos() < everyNanos) {
      return;
    }
    out.println(line(now));
    out.flush();
    last = now;
  }

  private String line(Snapshot now) {
    String line =
        Figures.count(now.documents())
            + " documents, "
            + Figures.count(now.rateSince(last))
            + "/s, "
            + Figures.count(now.rejected())
            + " rejected, "
            + Figures.percent(now.share())
            + " of the input";
    return now.left().isZero() ? line : line + ", about " + Figures.time(now.left()) + " left";
  }

  @Override
  public void close() {
    out.flush();
  }
}
