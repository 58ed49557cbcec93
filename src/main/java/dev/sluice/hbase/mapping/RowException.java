package dev.sluice.hbase.mapping;

/**
 * A row cannot be converted to a document. The message has the row, the position in it and the
 * value found.
 */
public final class RowException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean fatal;

  RowException(String problem, boolean fatal, Throwable cause) {
    super(problem, cause);
    this.fatal = fatal;
  }

  /** Whether the mapping requires the task to fail, instead of rejecting the row. */
  public boolean isFatal() {
    return fatal;
  }
}
