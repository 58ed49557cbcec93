package dev.sluice.bench;

import java.util.Locale;

/** Something that is measured of every run. */
enum Metric {
  /** Documents a second, while documents were on their way. */
  RATE("docs/s", "docs/s", 0),
  /** What another document costs the client's process. */
  CPU("cpu", "µs CPU/doc", 1),
  /** What the nodes told each other. */
  MB("MB", "MB between nodes", 1),
  /** Requests, or the parts of them for one shard, that a full write queue refused. */
  REFUSED("429", "429s", 0),
  /** Segments afterwards. */
  SEGMENTS("segments", "segments", 0),
  /** From before the job was set up until it was committed. */
  JOB("job", "whole job, s", 1);

  private final String text;
  private final String heading;
  private final int decimals;

  Metric(String text, String heading, int decimals) {
    this.text = text;
    this.heading = heading;
    this.decimals = decimals;
  }

  /** The name in lines of ratios and in JSON. */
  String text() {
    return text;
  }

  /** The name in a table, with the unit. */
  String heading() {
    return heading;
  }

  String format(double value) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
