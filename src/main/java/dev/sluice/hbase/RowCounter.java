package dev.sluice.hbase;

/** What tasks count on the way from rows to documents. Shown as Hadoop counters. */
enum RowCounter {
  /** Values that {@code on error = skip-field} left out of their documents. */
  VALUES_SKIPPED;

  /** The group that all counters of Sluice stand in. */
  static final String GROUP = "Sluice";
}
