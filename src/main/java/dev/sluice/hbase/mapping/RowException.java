package dev.sluice.hbase.mapping;

/** A row that can be no document. Names the row, the place in it and what was found there. */
public final class RowException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean fatal;

  RowException(String problem, boolean fatal, Throwable cause) {
    super(problem, cause);
    this.fatal = fatal;
  }

  /** Whether the mapping asks for the task to fail, not only for the row to be rejected. */
  public boolean isFatal() {
    return fatal;
  }
}
