package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkError;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A data node as one bulk request sees it: a bound on the bytes of all requests it works at, beyond
 * which it refuses a request whole, and a pool of threads with a queue for the parts of a request,
 * one for each shard, of which it refuses those that find the queue full. To refuse costs it some
 * of the time it would take to carry out.
 */
final class SimulatedNode {

  private final SimulatedCluster.Shape shape;
  private final SimulatedClock clock;
  private final Random random;
  private final Queue<Part> queue = new ArrayDeque<>();
  private int busy;
  private double held;
  private double debtNanos;

  SimulatedNode(SimulatedCluster.Shape shape, SimulatedClock clock, Random random) {
    this.shape = shape;
    this.clock = clock;
    this.random = random;
  }

  /** One request at work: what became of its parts. */
  private final class Work {
    final BulkRequest request;
    final double bytes;
    final Consumer<BulkReply> reply;
    final boolean[] refused = new boolean[shape.shardsPerNode()];
    int open = refused.length;

    Work(BulkRequest request, double bytes, Consumer<BulkReply> reply) {
      this.request = request;
      this.bytes = bytes;
      this.reply = reply;
    }

    void done() {
      if (--open == 0) {
        held -= bytes;
        clock.in(shape.networkNanos(), () -> reply.accept(answer()));
      }
    }

    private BulkReply answer() {
      short[] statuses = new short[request.items()];
      Map<Integer, BulkError> errors = new HashMap<>();
      for (int item = 0; item < statuses.length; item++) {
        boolean no = refused[request.batch.partition(request.items[item]) % refused.length];
        statuses[item] = (short) (no ? 429 : 201);
        if (no) {
          errors.put(item, FakeServer.BUSY);
        }
      }
      return BulkReply.items(statuses, errors);
    }
  }

  private record Part(Work work, double bytes) {}

  /** Takes a request that stands for so many bytes. */
  void take(BulkRequest request, double bytes, Consumer<BulkReply> reply) {
    if (held + bytes > shape.bytesHeld()) {
      debtNanos += shape.refusalShare() * nanos(bytes);
      BulkReply busy = BulkReply.refused(429, FakeServer.BUSY, Duration.ZERO);
      clock.in(shape.networkNanos(), () -> reply.accept(busy));
      return;
    }
    held += bytes;
    Work work = new Work(request, bytes, reply);
    int[] items = new int[shape.shardsPerNode()];
    for (int item : request.items) {
      items[request.batch.partition(item) % items.length]++;
    }
    for (int part = 0; part < items.length; part++) {
      admit(work, part, bytes * items[part] / request.items());
    }
  }

  private void admit(Work work, int part, double bytes) {
    if (bytes == 0) {
      work.done();
    } else if (busy < shape.threads()) {
      start(new Part(work, bytes));
    } else if (queue.size() < shape.queue()) {
      queue.add(new Part(work, bytes));
    } else {
      debtNanos += shape.refusalShare() * nanos(bytes);
      work.refused[part] = true;
      work.done();
    }
  }

  private double nanos(double bytes) {
    return shape.partNanos() + bytes * 1e9 / shape.bytesPerThreadSecond();
  }

  private void start(Part part) {
    busy++;
    double nanos = (0.7 + 0.6 * random.nextDouble()) * nanos(part.bytes()) + debtNanos;
    debtNanos = 0;
    clock.in((long) nanos, () -> finish(part));
  }

  private void finish(Part part) {
    busy--;
    part.work().done();
    if (!queue.isEmpty()) {
      start(queue.remove());
    }
  }
}
