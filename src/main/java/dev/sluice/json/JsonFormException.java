package dev.sluice.json;

/** Bytes are not the expected JSON. The message has the problem and the byte offset. */
public final class JsonFormException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int at;

  public JsonFormException(String problem, int at) {
    super(problem + " at byte " + at);
    this.at = at;
  }

  /** The offset of the first invalid byte, from the start of the document. */
  public int at() {
    return at;
  }
}
