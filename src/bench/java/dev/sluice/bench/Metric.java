package dev.sluice.bench;

import java.util.Locale;

/** Something that is measured of every run. */
enum Metric {
  /** Documents a second, while documents were on their way. */
  RATE("docs/s", "docs/s", 0),
  /** What another document costs the client's process. */
  CPU("cpu", "µs CPU/doc", 1),
  /**
   * What a document costs the nodes' processes, until the index is searchable and no merge runs:
   * work that is put off is not saved.
   */
  SERVER_CPU("server cpu", "server µs CPU/doc", 1),
  /** What the nodes told each other. */
  MB("MB", "MB between nodes", 1),
  /** Requests, or the parts of them for one shard, that a full write queue refused. */
  REFUSED("429", "429s", 0),
  /** Segments afterwards. */
  SEGMENTS("segments", "segments", 0),
  /** What the segments of all copies take on disk afterwards. */
  STORED("stored MB", "MB stored", 0),
  /** What merges have written on all copies, until no merge runs. */
  MERGED("merged MB", "MB merged", 0),
  /** How long shards took one document at a time because merges did not keep up, all together. */
  THROTTLED("throttled", "throttled, s", 1),
  /** The files that were written. */
  FILES("files MB", "MB of files", 1),
  /** From before the job was set up until it was committed. */
  JOB("job", "whole job, s", 1),
  /** The same, until all documents are searchable on all copies of the index. */
  LOADED("loaded", "until searchable, s", 1);

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

  /** Whether more of it is better. */
  boolean isGood() {
    return this == RATE;
  }

  String format(double value) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
