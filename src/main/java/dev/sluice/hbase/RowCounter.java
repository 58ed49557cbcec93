package dev.sluice.hbase;

/** What is counted on the way from rows to documents, beside the counters of the load itself. */
enum RowCounter {
  /** Values that {@code on error = skip-field} left out of their documents. */
  VALUES_SKIPPED
}
