package dev.sluice.client.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.core5.concurrent.Cancellable;

/** The requests in flight of one owner, so that they can be cancelled together. Thread-safe. */
public final class InFlightCalls {

  private final Set<Cancellable> requests = ConcurrentHashMap.newKeySet();
  private volatile boolean aborted;

  /** Adds a request that starts; cancels it if the owner has aborted. */
  void started(Cancellable request) {
    requests.add(request);
    if (aborted) {
      request.cancel();
    }
  }

  /** Removes a request that has ended. */
  void ended(Cancellable request) {
    requests.remove(request);
  }

  /** Cancels all requests in flight and all later ones. */
  public void abort() {
    aborted = true;
    requests.forEach(Cancellable::cancel);
  }

  public boolean isAborted() {
    return aborted;
  }
}
