package dev.sluice.hbase.mapping;

import java.util.Locale;

/** The handling of a row with a value that does not match the mapping. */
enum OnError {
  /** Fail the task. */
  FAIL,
  /** Write the document without the field; reject the row if the field is required. */
  SKIP_FIELD,
  /** Reject the row. */
  REJECT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
