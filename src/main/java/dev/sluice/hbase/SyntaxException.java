package dev.sluice.hbase;

/** A mistake in one line of a mapping, and the column where it stands, counted from 1. */
final class SyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int column;

  SyntaxException(int column, String problem) {
    super(problem);
    this.column = column;
  }

  int column() {
    return column;
  }
}
