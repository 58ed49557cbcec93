package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.config.Settings;
import dev.sluice.json.JsonFormException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * One task that writes what it is given to one server, over a network that takes its time, under a
 * clock of its own: the real engine, and how long it takes.
 */
final class SimulatedLoad {

  private static final long ROUND_TRIP_NANOS = 20_000_000;
  private static final double BYTES_PER_NANO = 0.1;

  final FakeServer server = new FakeServer();
  final BulkEngine engine;
  private final SimulatedClock clock = new SimulatedClock();
  private final Random random = new Random(7);
  int requests;

  SimulatedLoad(Map<String, String> conf) {
    Settings settings = Settings.from(conf::get);
    engine =
        new BulkEngine(BulkOptions.read(settings, Optional.of("i"), OtherAttempts.NONE), Lanes.ANY);
    settings.check();
  }

  void add(BulkAction action) throws JsonFormException {
    while (!engine.add(action)) {
      step();
    }
  }

  /** Sends all that was added; how long everything took since the beginning. */
  Duration finish() {
    engine.flush();
    while (!engine.isIdle() && !engine.failure().isPresent()) {
      step();
    }
    return Duration.ofNanos(clock.now());
  }

  /** Lets time pass. */
  void rest(Duration time) {
    clock.runUntil(clock.now() + time.toNanos());
  }

  private void step() {
    Optional<BulkRequest> next = engine.next(clock.now());
    if (next.isPresent()) {
      send(next.get());
      return;
    }
    long wait = engine.waitNanos(clock.now());
    if (wait < Long.MAX_VALUE) {
      clock.in(wait, () -> {});
    }
    if (!clock.runNext()) {
      throw new AssertionError("nothing can move");
    }
  }

  private void send(BulkRequest request) {
    long sentAt = clock.now();
    requests++;
    BulkReply reply =
        request.kind == BulkRequest.Kind.COMPARE ? server.compare(request) : server.apply(request);
    long nanos = ROUND_TRIP_NANOS + (long) (request.contentLength() / BYTES_PER_NANO);
    clock.in(nanos, () -> answered(request, reply, sentAt));
  }

  private void answered(BulkRequest request, BulkReply reply, long sentAt) {
    engine.rejected(engine.answered(request, reply, sentAt, clock.now(), random.nextDouble()));
  }
}
