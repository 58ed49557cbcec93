package dev.sluice.hbase.types;

/** An error in a line of a mapping, with its column, counted from 1. */
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
