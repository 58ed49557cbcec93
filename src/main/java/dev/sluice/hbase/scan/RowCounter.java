package dev.sluice.hbase.scan;

/** What is counted on the way from rows to documents, beside the counters of the load itself. */
public enum RowCounter {
  /** Values that {@code on error = skip-field} left out of their documents. */
  VALUES_SKIPPED,
  /** How often a scanner waited so long for its mapper that its lease was renewed. */
  LEASES_RENEWED,
  /** How often a scanner failed and was opened again behind the last row. */
  SCANS_RESTARTED
}
