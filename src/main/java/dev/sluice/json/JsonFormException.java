package dev.sluice.json;

/** Bytes that should be one JSON object and are not. Says what is wrong and at which byte. */
public final class JsonFormException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int at;

  public JsonFormException(String problem, int at) {
    super(problem + " at byte " + at);
    this.at = at;
  }

  /** The place of the first wrong byte, counted from the start of the document. */
  public int at() {
    return at;
  }
}
