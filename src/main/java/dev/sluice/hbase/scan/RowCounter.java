package dev.sluice.hbase.scan;

/** Counters of converting rows to documents, besides the counters of the load. */
public enum RowCounter {
  /** Values that {@code on error = skip-field} omitted from their documents. */
  VALUES_SKIPPED,
  /** Lease renewals while a scanner waited for its mapper. */
  LEASES_RENEWED,
  /** Scanners that failed and were opened again after the last row. */
  SCANS_RESTARTED
}
