package dev.sluice.bulk;

import dev.sluice.bulk.action.ActionTexts;
import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.flow.Ticker;
import dev.sluice.json.JsonFormException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends actions to Elasticsearch in bulk requests, several at a time, while the caller goes on
 * encoding. Owns the threads around {@link BulkEngine}, which makes every decision: one thread for
 * each request in flight, named {@code sluice-bulk-N}, stopped by {@link #close} or {@link #abort}.
 * Thread-safe; actions on one document are applied in the order in which {@link #add} was called.
 */
public final class BulkProcessor implements Closeable {

  /** How often a waiting thread looks around though nobody woke it. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BulkOptions options;
  private final BulkTransport transport;
  private final Rejections rejections;
  private final Ticker ticker;
  private final BulkEngine engine;
  private final List<Thread> workers = new ArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();

  /** A worker may find something to send, or has to stop. */
  private final Condition work = lock.newCondition();

  /** A caller may find memory, an end, or a failure. */
  private final Condition room = lock.newCondition();

  /** Guards the calls to the rejections, which are made by one thread at a time. */
  private final Object rejecting = new Object();

  private boolean stopped;
  private boolean closed;
  private volatile long answeredNanos;

  private BulkProcessor(
      BulkOptions options,
      BulkTransport transport,
      Lanes lanes,
      Rejections rejections,
      Ticker ticker) {
    this.options = options;
    this.transport = Objects.requireNonNull(transport, "transport");
    this.rejections = Objects.requireNonNull(rejections, "rejections");
    this.ticker = Objects.requireNonNull(ticker, "ticker");
    this.engine = new BulkEngine(options, lanes);
  }

  /** Starts the engine and its threads; {@link #close} or {@link #abort} stops them. */
  public static BulkProcessor start(
      BulkOptions options,
      BulkTransport transport,
      Lanes lanes,
      Rejections rejections,
      Ticker ticker) {
    BulkProcessor processor = new BulkProcessor(options, transport, lanes, rejections, ticker);
    processor.startWorkers();
    return processor;
  }

  private void startWorkers() {
    answeredNanos = ticker.nanos();
    for (int i = 0; i < options.inFlight.most(); i++) {
      Thread worker = new Thread(this::work, "sluice-bulk-" + i);
      worker.setDaemon(true);
      workers.add(worker);
    }
    workers.forEach(Thread::start);
  }

  /**
   * Takes an action. Waits while memory is short, and only while something is outstanding.
   *
   * @throws BulkException if the engine has failed, now or earlier
   * @throws InterruptedIOException if the thread is interrupted while it waits; the flag is set
   */
  public void add(BulkAction action) throws IOException {
    if (action.index == null && options.index == null) {
      reject(action, BulkError.of("action_without_index", "the action has no index"));
      return;
    }
    Optional<BulkError> flaw = flaw(action);
    if (flaw.isPresent()) {
      reject(action, flaw.get());
      return;
    }
    try {
      take(action);
    } catch (JsonFormException e) {
      reject(action, BulkError.of("not_a_json_object", "invalid JSON document: " + e.getMessage()));
    }
  }

  private Optional<BulkError> flaw(BulkAction action) {
    if (engine.isTooLarge(action)) {
      return Optional.of(tooLarge(action));
    }
    return ActionTexts.flaw(action);
  }

  private BulkError tooLarge(BulkAction action) {
    return BulkError.of(
        "document_too_large",
        "the document has "
            + action.length
            + " bytes; the limit is half of "
            + BulkSettings.MEMORY
            + " ("
            + options.memoryBytes
            + " bytes)");
  }

  private void take(BulkAction action) throws IOException, JsonFormException {
    lock.lock();
    try {
      checkAlive();
      while (!engine.add(action)) {
        work.signalAll(); // a batch was sealed
        awaitMemory();
        checkAlive();
      }
      checkNotFailed();
      if (engine.takeNews()) {
        work.signal(); // one more request
      }
    } finally {
      lock.unlock();
    }
  }

  private void checkNotFailed() throws BulkException {
    Optional<BulkException> failure = engine.failure();
    if (failure.isPresent()) {
      throw new BulkException(failure.get().getMessage(), failure.get());
    }
  }

  private void checkAlive() throws BulkException {
    checkNotFailed();
    if (stopped || closed) {
      throw new BulkException("the bulk processor is closed");
    }
  }

  /** By its name, what a thread dump shows of a task that adds. */
  private void awaitMemory() throws InterruptedIOException {
    awaitRoom();
  }

  /** By its name, what a thread dump shows of a task that closes. */
  private void awaitAnswers() throws InterruptedIOException {
    awaitRoom();
  }

  @SuppressWarnings("WaitNotInLoop") // callers loop
  private void awaitRoom() throws InterruptedIOException {
    long start = ticker.nanos();
    try {
      room.awaitNanos(LOOK_NANOS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(
          "interrupted while waiting for Elasticsearch: " + engine.counts());
    } finally {
      engine.running().waitNanos += ticker.nanos() - start;
    }
  }

  /**
   * Counts an action as given and rejected, and hands it to the rejections, without sending it.
   *
   * @throws BulkException if the engine has failed, or the rejections are over their budget
   * @throws IOException if the rejections could not take it
   */
  public void reject(BulkAction action, BulkError error) throws IOException {
    lock.lock();
    try {
      checkAlive();
    } finally {
      lock.unlock();
    }
    RejectedDocument document =
        RejectedDocument.of(action, Objects.toString(action.index, options.index), error);
    synchronized (rejecting) {
      rejections.rejected(document);
    }
    lock.lock();
    try {
      engine.rejectedEarly(action, error);
      checkNotFailed();
    } finally {
      lock.unlock();
    }
  }

  /** The ledger now. Thread-safe, does not block for long. */
  public BulkCounts counts() {
    lock.lock();
    try {
      return engine.counts();
    } finally {
      lock.unlock();
    }
  }

  /** Bytes held now: never more than {@code sluice.bulk.memory}. */
  public long heldBytes() {
    lock.lock();
    try {
      return engine.held();
    } finally {
      lock.unlock();
    }
  }

  /** Nanoseconds since anything was last answered, or since the start. */
  public long nanosSinceAnswer() {
    return ticker.nanos() - answeredNanos;
  }

  /**
   * Takes no more actions, sends what is left and waits until every action is accounted for, then
   * stops the threads. Does nothing the second time.
   *
   * @throws BulkException if the engine has failed, the rejections are over their budget, another
   *     thread aborts meanwhile, or the sums of the ledger do not agree
   * @throws InterruptedIOException if the thread is interrupted while it waits; everything left is
   *     dropped then
   */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      if (closed || stopped) {
        return;
      }
      closed = true;
      engine.flush();
      work.signalAll(); // the last requests
      room.signalAll(); // another thread that waits for memory learns that it is over
      while (!engine.isIdle() && !engine.failure().isPresent() && !stopped) {
        awaitAnswers();
      }
      engine.end();
      checkNotFailed();
      checkLedger();
    } finally {
      lock.unlock();
      abort();
    }
  }

  private void checkLedger() throws BulkException {
    BulkCounts counts = engine.counts();
    if (stopped && !engine.isIdle()) {
      throw new BulkException(
          "aborted by another thread before all documents were sent: " + counts);
    }
    if (counts.outstanding() != 0) {
      throw new BulkException("internal error: the document counts do not add up: " + counts);
    }
  }

  /**
   * Drops what is left, makes requests in flight return, and stops the threads. Waits for them
   * briefly; harmless after {@link #close} and a second time.
   */
  public void abort() {
    boolean busy;
    lock.lock();
    try {
      closed = true;
      stopped = true;
      busy = engine.inFlight() > 0;
      work.signalAll(); // to stop
      room.signalAll(); // a caller in another thread learns that it is over
    } finally {
      lock.unlock();
    }
    if (busy) {
      transport.abort();
      workers.forEach(Thread::interrupt);
    }
    join();
  }

  private void join() {
    boolean interrupted = Thread.interrupted();
    for (Thread worker : workers) {
      try {
        if (worker != Thread.currentThread()) {
          worker.join(TimeUnit.NANOSECONDS.toMillis(LOOK_NANOS));
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (sendNext()) {}
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped
    } catch (Throwable e) {
      fail("a bulk thread failed: " + e, e);
    }
  }

  /**
   * Waits for a request and carries it out. In a method of its own, so that a thread that waits for
   * the next one does not keep the last one in memory, which is no longer in the engine's account.
   *
   * @return false when it is over
   */
  private boolean sendNext() throws IOException, InterruptedException {
    Optional<BulkRequest> request = awaitWork();
    if (request.isPresent()) {
      settle(send(request.get()));
    }
    return request.isPresent();
  }

  /** Waits for the next request; empty when it is over. */
  private Optional<BulkRequest> awaitWork() throws InterruptedException {
    lock.lock();
    try {
      while (!stopped) {
        long now = ticker.nanos();
        Optional<BulkRequest> next = engine.next(now);
        if (next.isPresent()) {
          return next;
        }
        work.awaitNanos(Math.min(engine.waitNanos(now), LOOK_NANOS));
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Settles what was rejected. */
  private void settle(List<Rejection> rejected) {
    lock.lock();
    try {
      engine.rejected(rejected);
      room.signalAll(); // memory may be free, or all may be over
      work.signalAll(); // others may go on after what was just settled
    } finally {
      lock.unlock();
    }
  }

  private List<Rejection> send(BulkRequest request) throws IOException {
    long sentAt = ticker.nanos();
    BulkReply reply =
        request.kind == BulkRequest.Kind.COMPARE
            ? transport.compare(request)
            : transport.send(request);
    List<Rejection> rejected = take(request, reply, sentAt);
    synchronized (rejecting) {
      for (Rejection rejection : rejected) {
        rejection.to(rejections);
      }
    }
    return rejected;
  }

  private List<Rejection> take(BulkRequest request, BulkReply reply, long sentAt) {
    double random = ThreadLocalRandom.current().nextDouble();
    lock.lock();
    try {
      long now = ticker.nanos();
      answeredNanos = now;
      return engine.answered(request, reply, sentAt, now, random);
    } finally {
      lock.unlock();
    }
  }

  private void fail(String message, Throwable cause) {
    lock.lock();
    try {
      engine.fail(new BulkException(message, cause));
      room.signalAll(); // a caller learns of the failure
    } finally {
      lock.unlock();
    }
  }
}
