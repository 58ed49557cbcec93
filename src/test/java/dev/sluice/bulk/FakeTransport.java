package dev.sluice.bulk;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A transport in memory over a {@link FakeServer}; replies can be scripted, and held back. */
final class FakeTransport implements BulkTransport {

  final FakeServer server = new FakeServer();
  final AtomicInteger outstanding = new AtomicInteger();
  final AtomicInteger mostOutstanding = new AtomicInteger();
  private final Queue<Function<BulkRequest, BulkReply>> script = new ArrayDeque<>();
  private final CountDownLatch aborted = new CountDownLatch(1);
  private Semaphore gate;

  /** Answers the next request in this way; afterwards everything is applied. */
  synchronized FakeTransport then(Function<BulkRequest, BulkReply> reply) {
    script.add(reply);
    return this;
  }

  /** Holds every reply until a permit is released. */
  FakeTransport gatedBy(Semaphore permits) {
    gate = permits;
    return this;
  }

  @Override
  public BulkReply send(BulkRequest request) {
    int now = outstanding.incrementAndGet();
    mostOutstanding.accumulateAndGet(now, Math::max);
    try {
      if (gate != null) {
        gate.acquire();
      }
      return reply(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return BulkReply.unknown("interrupted");
    } finally {
      outstanding.decrementAndGet();
    }
  }

  private synchronized BulkReply reply(BulkRequest request) {
    Function<BulkRequest, BulkReply> scripted = script.poll();
    return scripted == null ? server.apply(request) : scripted.apply(request);
  }

  @Override
  public synchronized BulkReply compare(BulkRequest request) {
    return server.compare(request);
  }

  @Override
  public void abort() {
    aborted.countDown();
  }

  boolean isAborted() {
    return aborted.getCount() == 0;
  }
}
