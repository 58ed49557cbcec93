package dev.sluice.hbase.mapping;

import java.util.Locale;

/** What becomes of a row in which a value is not what the mapping says. */
enum OnError {
  /** The task fails. */
  FAIL,
  /** The document goes without the field; the row is rejected if it cannot do without. */
  SKIP_FIELD,
  /** The row is rejected. */
  REJECT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
