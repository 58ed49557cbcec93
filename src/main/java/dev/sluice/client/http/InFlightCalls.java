package dev.sluice.client.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.core5.concurrent.Cancellable;

/** The requests in flight of one owner, so that all of them can be cut off. Thread-safe. */
public final class InFlightCalls {

  private final Set<Cancellable> requests = ConcurrentHashMap.newKeySet();
  private volatile boolean aborted;

  /** Notes a request that starts; one that starts too late is cancelled before it does. */
  void started(Cancellable request) {
    requests.add(request);
    if (aborted) {
      request.cancel();
    }
  }

  /** Notes that a request has ended. */
  void ended(Cancellable request) {
    requests.remove(request);
  }

  /** Cuts off the requests under way and all later ones. */
  public void abort() {
    aborted = true;
    requests.forEach(Cancellable::cancel);
  }

  public boolean isAborted() {
    return aborted;
  }
}
