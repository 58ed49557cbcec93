package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Settings;
import dev.sluice.json.JsonFormException;
import dev.sluice.testing.Docs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A task with more to write than it ever can: the real engine, its documents spread evenly over the
 * shards. Its small documents stand for large ones.
 */
final class SimulatedTask implements Lanes {

  private static final String SOURCE = "{\"t\":\"" + "x".repeat(400) + "\"}";

  private final SimulatedClock clock;
  private final SimulatedCluster cluster;
  private final SimulatedCluster.Shape shape;
  private final double scale;
  private final Random random;
  private final BulkEngine engine;
  private final BulkAction action = Docs.of(Operation.INDEX, null, SOURCE);
  private long wakeAt = Long.MAX_VALUE;
  double applied;
  long refusals;
  long requests;

  /**
   * A task.
   *
   * @param scale how many bytes each of its bytes stands for
   */
  SimulatedTask(
      Map<String, String> conf,
      SimulatedClock clock,
      SimulatedCluster cluster,
      SimulatedCluster.Shape shape,
      double scale,
      long seed) {
    this.clock = clock;
    this.cluster = cluster;
    this.shape = shape;
    this.scale = scale;
    this.random = new Random(seed);
    Settings settings = Settings.from(conf::get);
    this.engine =
        new BulkEngine(BulkOptions.read(settings, Optional.of("i"), OtherAttempts.NONE), this);
    settings.check();
  }

  @Override
  public int partitionOf(BulkAction any) {
    return random.nextInt(shape.nodes() * shape.shardsPerNode());
  }

  @Override
  public int laneOf(int partition) {
    return partition / shape.shardsPerNode();
  }

  @Override
  public long version() {
    return 0;
  }

  /** Encodes all that memory allows, and sends all that may be sent. */
  void go() {
    try {
      while (engine.add(action)) {}
    } catch (JsonFormException e) {
      throw new AssertionError(e);
    }
    long now = clock.now();
    for (Optional<BulkRequest> next = engine.next(now); next.isPresent(); ) {
      send(next.get());
      next = engine.next(now);
    }
    wake(engine.waitNanos(now));
  }

  private void wake(long nanos) {
    if (nanos == Long.MAX_VALUE) {
      return;
    }
    long at = clock.now() + nanos;
    if (at < wakeAt || wakeAt <= clock.now()) {
      wakeAt = at;
      clock.in(nanos, this::go);
    }
  }

  private void send(BulkRequest request) {
    long sentAt = clock.now();
    requests++;
    clock.in(
        shape.networkNanos(),
        () ->
            cluster
                .nodes
                .get(request.lane())
                .take(
                    request,
                    scale * request.contentLength(),
                    reply -> answered(request, reply, sentAt)));
  }

  private void answered(BulkRequest request, BulkReply reply, long sentAt) {
    if (reply.kind() == BulkReply.Kind.REFUSED) {
      refusals++;
    } else {
      int good = 0;
      for (int i = 0; i < reply.itemCount(); i++) {
        good += reply.status(i) == 201 ? 1 : 0;
      }
      refusals += good == reply.itemCount() ? 0 : 1;
      applied += scale * request.contentLength() * good / reply.itemCount();
    }
    List<Rejection> rejected =
        engine.answered(request, reply, sentAt, clock.now(), random.nextDouble());
    engine.rejected(rejected);
    engine.failure().ifPresent(why -> fail(why));
    go();
  }

  private static void fail(BulkException why) {
    throw new AssertionError(why);
  }
}
