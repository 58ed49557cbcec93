package dev.sluice.bulk;

import dev.sluice.bulk.action.ActionTexts;
import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.limit.EngineClock;
import dev.sluice.bulk.limit.Rate;
import dev.sluice.flow.Ticker;
import dev.sluice.json.JsonFormException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/**
 * Sends actions to Elasticsearch in concurrent bulk requests while the caller continues to encode.
 * It owns the threads around {@link BulkEngine}, which makes every decision. There is one thread
 * for each request in flight, named {@code sluice-bulk-N}; {@link #close} or {@link #abort} stops
 * them. Thread-safe. Actions on the same document are applied in the order of the calls to {@link
 * #add}.
 */
public final class BulkProcessor implements Closeable {

  /** How often a waiting thread checks its condition without a signal. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BulkOptions options;
  private final BulkTransport transport;
  private final Rejections rejections;
  private final Ticker ticker;
  private final LongConsumer latencies;
  private final BulkEngine engine;
  private final EngineClock clock = new EngineClock();
  private final List<Thread> workers = new ArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();

  /** Signals workers: there may be a request to send, or they must stop. */
  private final Condition work = lock.newCondition();

  /** Signals callers: there may be memory, the end, or a failure. */
  private final Condition room = lock.newCondition();

  /** Serializes the calls to the rejections. */
  private final Object rejecting = new Object();

  private boolean stopped;
  private boolean closed;
  private volatile long answeredNanos;

  private BulkProcessor(
      BulkOptions options,
      BulkTransport transport,
      Lanes lanes,
      Rejections rejections,
      Ticker ticker,
      LongConsumer latencies) {
    this.options = options;
    this.transport = Objects.requireNonNull(transport, "transport");
    this.rejections = Objects.requireNonNull(rejections, "rejections");
    this.ticker = Objects.requireNonNull(ticker, "ticker");
    this.latencies = Objects.requireNonNull(latencies, "latencies");
    this.engine = new BulkEngine(options, lanes);
  }

  /** Starts the engine and its threads; {@link #close} or {@link #abort} stops them. */
  public static BulkProcessor start(
      BulkOptions options,
      BulkTransport transport,
      Lanes lanes,
      Rejections rejections,
      Ticker ticker) {
    return start(options, transport, lanes, rejections, ticker, nanos -> {});
  }

  /**
   * The same, and tells how long each bulk request took.
   *
   * @param latencies receives nanoseconds; called by several threads, must not block
   */
  public static BulkProcessor start(
      BulkOptions options,
      BulkTransport transport,
      Lanes lanes,
      Rejections rejections,
      Ticker ticker,
      LongConsumer latencies) {
    BulkProcessor processor =
        new BulkProcessor(options, transport, lanes, rejections, ticker, latencies);
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
   * Adds an action. Blocks while memory is full and requests are outstanding.
   *
   * @throws BulkException if the engine has failed, now or earlier
   * @throws InterruptedIOException if the thread is interrupted while it waits; the interrupt flag
   *     is set
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

  /** The method name shows in a thread dump that a task waits for memory. */
  private void awaitMemory() throws InterruptedIOException {
    awaitRoom(TimeSums.Wait.MEMORY);
  }

  /** The method name shows in a thread dump that a task waits for replies in close. */
  private void awaitAnswers() throws InterruptedIOException {
    awaitRoom(TimeSums.Wait.ANSWERS);
  }

  @SuppressWarnings("WaitNotInLoop") // callers loop
  private void awaitRoom(TimeSums.Wait why) throws InterruptedIOException {
    engine.waits(why, ticker.nanos());
    try {
      room.awaitNanos(LOOK_NANOS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(
          "interrupted while waiting for Elasticsearch: " + engine.counts());
    } finally {
      engine.waited(why, ticker.nanos());
    }
  }

  /**
   * Counts an action as given and rejected, and passes it to the rejections without sending it.
   *
   * @throws BulkException if the engine has failed, or too many documents are rejected
   * @throws IOException if the rejections could not store it
   */
  public void reject(BulkAction action, BulkError error) throws IOException {
    int barriers;
    lock.lock();
    try {
      checkAlive();
      barriers = engine.barriers();
    } finally {
      lock.unlock();
    }
    RejectedDocument document =
        RejectedDocument.of(action, Objects.toString(action.index, options.index), error, barriers);
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

  /**
   * Sends all actions added so far, and waits until each has an outcome. Other threads must not add
   * actions meanwhile.
   *
   * @throws BulkException if the engine has failed
   * @throws InterruptedIOException if the thread is interrupted while it waits; the interrupt flag
   *     is set
   */
  public void drain() throws IOException {
    lock.lock();
    try {
      checkAlive();
      engine.flush();
      work.signalAll(); // the last requests
      while (!engine.isIdle()) {
        awaitAnswers();
        checkAlive();
      }
      checkNotFailed();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Places a barrier between the actions added so far and all later ones, and sends the former.
   * Other threads must not add actions meanwhile. Does not wait.
   *
   * @throws IllegalStateException if an earlier barrier is pending
   * @throws BulkException if the engine has failed
   */
  public void barrier() throws BulkException {
    lock.lock();
    try {
      checkAlive();
      engine.barrier();
      work.signalAll(); // open batches were sealed
    } finally {
      lock.unlock();
    }
  }

  /**
   * The counts of exactly the actions before the last barrier, when each of them has an outcome and
   * its rejected documents are stored. Empty while one has not, if there is no barrier, or after a
   * failure. Does not wait.
   */
  public Optional<BulkCounts> settled() {
    lock.lock();
    try {
      engine.advance(ticker.nanos());
      return engine.settled();
    } finally {
      lock.unlock();
    }
  }

  /** The current counts. Thread-safe; does not block for long. */
  public BulkCounts counts() {
    lock.lock();
    try {
      return engine.counts(ticker.nanos());
    } finally {
      lock.unlock();
    }
  }

  /** The bytes held now; never more than {@code sluice.bulk.memory}. */
  public long heldBytes() {
    lock.lock();
    try {
      return engine.held();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Pauses sending. Requests in flight are answered; retries do not time out, and {@link #add}
   * blocks when the memory is full.
   */
  public void pause() {
    lock.lock();
    try {
      clock.pause(ticker.nanos());
    } finally {
      lock.unlock();
    }
  }

  /** Continues to send after {@link #pause}. */
  public void resume() {
    lock.lock();
    try {
      clock.resume(ticker.nanos());
      answeredNanos = ticker.nanos();
      work.signalAll(); // requests may be sent again
    } finally {
      lock.unlock();
    }
  }

  /** Changes the rate at which this task sends, from now on. */
  public void limit(Rate share) {
    lock.lock();
    try {
      engine.limit(share, clock.at(ticker.nanos()));
      work.signalAll(); // a request may have less or more time to wait
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds what the rate limit would have allowed in a time before, after {@link #limit}.
   *
   * @param nanos the time; negative if too much was sent
   */
  public void credit(long nanos) {
    lock.lock();
    try {
      engine.rate().credit(nanos, clock.at(ticker.nanos()));
      work.signalAll(); // a request may have less time to wait
    } finally {
      lock.unlock();
    }
  }

  /** The time of the rate limit that was not used until now, for {@link #credit} of another. */
  public long unspentNanos() {
    lock.lock();
    try {
      return engine.rate().unspentNanos(clock.at(ticker.nanos()));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends small requests, and adapts their number to the searches that {@link #searched} reports.
   *
   * @param bound the maximum p95 of the latency of searches
   */
  public void guard(Duration bound) {
    lock.lock();
    try {
      engine.guard(bound.toNanos());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adapts the requests to a search, after {@link #guard}. A search during a pause says nothing.
   *
   * @param nanos the latency; Long.MAX_VALUE if the search failed or timed out
   */
  public void searched(long nanos) {
    lock.lock();
    try {
      if (!clock.isPaused()) {
        engine.searched(nanos);
        work.signalAll(); // the limit may have grown
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Nanoseconds since the last reply, or since the start. A pause and a wait for the rate limit do
   * not count.
   */
  public long nanosSinceAnswer() {
    return ticker.nanos() - answeredNanos;
  }

  /**
   * Stops accepting actions, sends the remaining ones, waits until every action has an outcome, and
   * stops the threads. A second call does nothing.
   *
   * @throws BulkException if the engine has failed, too many documents are rejected, another thread
   *     aborts, or the counts do not add up
   * @throws InterruptedIOException if the thread is interrupted while it waits; the remaining
   *     actions are dropped
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
      room.signalAll(); // wakes threads that wait for memory: the processor is closed
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
   * Drops the remaining actions, cancels requests in flight, and stops the threads. Waits for them
   * briefly. Has no effect after {@link #close} or a second time.
   */
  public void abort() {
    boolean busy;
    lock.lock();
    try {
      closed = true;
      stopped = true;
      busy = engine.inFlight() > 0;
      work.signalAll(); // to stop
      room.signalAll(); // wakes callers in other threads: the processor is aborted
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
   * Waits for a request and sends it. This is a separate method so that a waiting thread does not
   * keep the last request in memory, which the engine no longer counts.
   *
   * @return false when the processor has stopped
   */
  private boolean sendNext() throws IOException, InterruptedException {
    Optional<BulkRequest> request = awaitWork();
    if (request.isPresent()) {
      settle(send(request.get()));
    }
    return request.isPresent();
  }

  /** Waits for the next request; empty when the processor has stopped. */
  private Optional<BulkRequest> awaitWork() throws InterruptedException {
    lock.lock();
    try {
      while (!stopped) {
        long real = ticker.nanos();
        long now = clock.at(real);
        engine.advance(real);
        Optional<BulkRequest> next = clock.isPaused() ? Optional.empty() : engine.next(now);
        if (next.isPresent()) {
          return next;
        }
        noteHeldBack();
        long wait = clock.isPaused() ? LOOK_NANOS : engine.waitNanos(now);
        work.awaitNanos(Math.min(wait, LOOK_NANOS));
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** A task that waits because it was told to is not one that hangs. */
  private void noteHeldBack() {
    if (clock.isPaused() || engine.isHeldByRate()) {
      answeredNanos = ticker.nanos();
    }
  }

  /** Completes rejected documents. */
  private void settle(List<Rejection> rejected) {
    lock.lock();
    try {
      engine.rejected(rejected);
      room.signalAll(); // memory may be free, or all actions may be completed
      work.signalAll(); // completed documents may release waiting requests
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
    latencies.accept(ticker.nanos() - sentAt);
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
      long real = ticker.nanos();
      answeredNanos = real;
      long now = clock.at(real);
      engine.advance(real);
      return engine.answered(request, reply, now - (real - sentAt), now, random);
    } finally {
      lock.unlock();
    }
  }

  private void fail(String message, Throwable cause) {
    lock.lock();
    try {
      engine.fail(new BulkException(message, cause));
      room.signalAll(); // wakes a caller: the engine has failed
    } finally {
      lock.unlock();
    }
  }
}
