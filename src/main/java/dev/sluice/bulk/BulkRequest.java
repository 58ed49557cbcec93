package dev.sluice.bulk;

import java.io.IOException;
import java.io.OutputStream;

/**
 * One bulk request: some of the items of a batch, on their way to one lane. Its bytes are slices of
 * the batch, so that resending, splitting and laning anew copy nothing. What a transport sees of it
 * is immutable while the transport holds it.
 */
@SuppressWarnings("DoNotCallSuggester") // a stub, to be replaced
public final class BulkRequest {

  BulkRequest() {}

  /** Where it goes, as {@link Lanes} numbers it. */
  public int lane() {
    throw new UnsupportedOperationException();
  }

  /** How many actions it holds. */
  public int items() {
    throw new UnsupportedOperationException();
  }

  /** Whether the body is to be compressed by gzip. */
  public boolean gzip() {
    throw new UnsupportedOperationException();
  }

  /** The exact number of bytes that {@link #writeTo} writes. */
  public long contentLength() {
    throw new UnsupportedOperationException();
  }

  /** Writes the body, as NDJSON. Can be repeated. */
  public void writeTo(OutputStream out) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Writes the body of a multi-get for the documents, in order. Can be repeated. */
  public void writeDocumentsTo(OutputStream out) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Whether the source of an item is the very same bytes as those given. */
  public boolean sourceEquals(int item, byte[] bytes, int start, int count) {
    throw new UnsupportedOperationException();
  }
}
