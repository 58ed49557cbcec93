package dev.sluice.hbase.types;

/** A mistake in one line of a mapping, and the column where it stands, counted from 1. */
public final class SyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int column;

  public SyntaxException(int column, String problem) {
    super(problem);
    this.column = column;
  }

  public int column() {
    return column;
  }
}
