package dev.sluice.mapreduce.input;

import java.io.IOException;

/** A value of a document does not have its mapped type. The message does not contain the value. */
final class UnreadableException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * An invalid value.
   *
   * @param kind the expected type
   */
  UnreadableException(FieldKind kind) {
    super("a value that is not of type " + kind.name().toLowerCase(java.util.Locale.ROOT));
  }

  /**
   * The same with the field.
   *
   * @param path the full path of the field
   */
  UnreadableException(String path, UnreadableException cause) {
    super("the field \"" + path + "\" has " + cause.getMessage(), cause);
  }
}
