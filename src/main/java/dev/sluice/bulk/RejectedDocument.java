package dev.sluice.bulk;

/** A document that will never be indexed as it is, and why. A view: good only during the call. */
@SuppressWarnings("DoNotCallSuggester") // a stub, to be replaced
public final class RejectedDocument {

  RejectedDocument() {}

  /** Why, as type and reason. */
  public BulkError error() {
    throw new UnsupportedOperationException();
  }

  /** The id, or a stand-in for people where there is none. */
  public String id() {
    throw new UnsupportedOperationException();
  }

  /**
   * Appends the envelope as one JSON object, without a line break.
   *
   * @param task the task attempt, for people
   * @param wallMillis when, milliseconds since 1970
   */
  public void writeEnvelope(ByteArray out, String task, long wallMillis) {
    throw new UnsupportedOperationException();
  }
}
