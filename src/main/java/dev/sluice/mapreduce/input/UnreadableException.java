package dev.sluice.mapreduce.input;

import java.io.IOException;

/** A document has a value that is none of the type that its mapping gives. Shows no content. */
final class UnreadableException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * A value that cannot be.
   *
   * @param kind what it should be
   */
  UnreadableException(FieldKind kind) {
    super("a value that is not of type " + kind.name().toLowerCase(java.util.Locale.ROOT));
  }

  /**
   * The same, said of a field.
   *
   * @param path the names that lead to it
   */
  UnreadableException(String path, UnreadableException cause) {
    super("the field \"" + path + "\" has " + cause.getMessage(), cause);
  }
}
