package dev.sluice.bulk;

import dev.sluice.flow.Ticker;
import java.io.Closeable;
import java.io.IOException;

/** Stub of the engine's face. */
@SuppressWarnings("DoNotCallSuggester") // a stub, to be replaced
public final class BulkProcessor implements Closeable {

  private BulkProcessor() {}

  /** Starts the engine and its threads; {@link #close} or {@link #abort} stops them. */
  public static BulkProcessor start(
      BulkOptions options,
      BulkTransport transport,
      Lanes lanes,
      Rejections rejections,
      Ticker ticker) {
    throw new UnsupportedOperationException();
  }

  /** Takes an action, and waits while memory is short. */
  public void add(BulkAction action) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Counts an action as given and rejected, and hands it to the rejections, without sending it. */
  public void reject(BulkAction action, BulkError error) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** The ledger now. Thread-safe, does not block. */
  public BulkCounts counts() {
    throw new UnsupportedOperationException();
  }

  /** Nanoseconds since anything was last answered, or since the start. */
  public long nanosSinceAnswer() {
    throw new UnsupportedOperationException();
  }

  /** Waits until every action is accounted for. */
  @Override
  public void close() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Drops what is left, and stops at once. */
  public void abort() {
    throw new UnsupportedOperationException();
  }
}
