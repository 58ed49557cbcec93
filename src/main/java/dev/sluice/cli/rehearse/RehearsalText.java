package dev.sluice.cli.rehearse;

import dev.sluice.cli.rehearse.merges.Segments;
import dev.sluice.cli.run.HumanNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of a rehearsal for people. Used by one thread. */
final class RehearsalText {

  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  /** The part of the whole time from which on the tail is worth a line. */
  private static final double WORTH_A_LINE = 0.05;

  private final List<String> lines = new ArrayList<>();

  /** Adds the header of the table of trials. */
  RehearsalText header() {
    lines.add(
        String.format(
            Locale.ROOT,
            "%-22s%6s%10s%14s%9s%12s%10s%9s",
            "trial",
            "tasks",
            "in flight",
            "documents/s",
            "MB/s",
            "round trip",
            "server",
            "refused"));
    return this;
  }

  /** Adds the row of a trial. */
  RehearsalText trial(String name, TrialFigures figures) {
    lines.add(
        String.format(
            Locale.ROOT,
            "%-22s%6d%10.1f%,14d%9.1f%9.0f ms%7.0f ms%8.0f%%",
            name,
            figures.tasks,
            figures.inFlight,
            Math.round(figures.rate),
            figures.bytesPerSecond / (1 << 20),
            figures.roundTripMillis,
            figures.serverMillis,
            figures.refusedShare() * 100));
    return this;
  }

  /** Adds where the tasks spent their time. */
  RehearsalText stages(TrialFigures base) {
    lines.add(
        String.format(
            Locale.ROOT,
            "time of a task: reading %.0f%%, encoding %.0f%%, waiting for memory %.0f%%,"
                + " waiting to retry %.0f%%",
            base.sourceShare * 100,
            base.encodingShare * 100,
            base.memoryShare * 100,
            base.pausedShare * 100));
    return this;
  }

  /** Adds the time of the whole load. */
  RehearsalText forecast(Forecast forecast, boolean throttled) {
    long documents = forecast.documents();
    if (documents == 0) {
      lines.add("whole load: unknown, because the size of the input is unknown");
      return this;
    }
    double seconds = forecast.seconds();
    double part = forecast.uncertainty();
    lines.add(
        "whole load: "
            + (throttled ? "at least " : "")
            + time(seconds)
            + " ("
            + time(seconds * (1 - part))
            + " to "
            + time(seconds * (1 + part))
            + ") for about "
            + documents(documents, forecast.sizeUncertainty()));
    if (forecast.tailSeconds() > WORTH_A_LINE * seconds) {
      lines.add(
          "  includes "
              + time(forecast.tailSeconds())
              + " at the end of tasks, when "
              + (forecast.isRefused()
                  ? "refused requests wait for their retries"
                  : "only their last requests are left"));
    }
    laterMerges(forecast);
    lines.add(
        throttled
            ? "  lower bound: merges were throttled during the trials, so a backlog will grow"
            : "  excludes a backlog of merges: no throttling was seen in the trials, but it can"
                + " begin later");
    return this;
  }

  private void laterMerges(Forecast forecast) {
    String what = " merges of larger segments than in the trials";
    if (forecast.laterMergeSeconds() > WORTH_A_LINE * forecast.seconds()) {
      lines.add("  includes " + time(forecast.laterMergeSeconds()) + " for" + what);
    } else if (!forecast.unknownMerges().isEmpty()) {
      lines.add("  excludes" + what + ": " + forecast.unknownMerges());
    }
  }

  private static String documents(long about, double part) {
    String count = HumanNumbers.count(about) + " documents";
    return part == 0
        ? count
        : count
            + " ("
            + HumanNumbers.count(Math.round(about * (1 - part)))
            + " to "
            + HumanNumbers.count(Math.round(about * (1 + part)))
            + ")";
  }

  /** Adds the size of the index after the load. */
  RehearsalText size(long bytes, int shards) {
    long ofShard = bytes / Math.max(1, shards);
    lines.add(
        "final size: about "
            + HumanNumbers.bytes(bytes)
            + " in "
            + shards
            + (shards == 1 ? " primary shard" : " primary shards")
            + ", up to "
            + HumanNumbers.count(Segments.allowed(ofShard))
            + " segments each after merging");
    return this;
  }

  RehearsalText line(String text) {
    lines.add(text);
    return this;
  }

  RehearsalText lines(List<String> more) {
    lines.addAll(more);
    return this;
  }

  List<String> lines() {
    return lines;
  }

  static String time(double seconds) {
    if (seconds < MINUTE) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    return seconds < HOUR
        ? String.format(Locale.ROOT, "%.1f min", seconds / MINUTE)
        : String.format(Locale.ROOT, "%.1f h", seconds / HOUR);
  }
}
