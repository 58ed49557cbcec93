package dev.sluice.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.testing.Docs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Thousands of random schedules of actions, replies, losses and delays, each from a seed. In every
 * one the ledger closes, the bounds hold, and the index ends as if each action had been applied
 * once, in the order added. Barriers are placed at random: when one is settled, it counts exactly
 * the actions before it, and none of them is sent any more.
 */
class BulkEngineScheduleTest {

  private static final int SCHEDULES = 4_000;

  /** More of them, for so long. */
  private static final int SECONDS = Integer.getInteger("sluice.fuzz.seconds", 0);

  private static final int MEMORY = 64 << 10;

  /** One schedule in so many has large documents, whose batches use the arrays of earlier ones. */
  private static final int LARGE_EVERY = 40;

  private static final int LARGE = 100;

  private static final Pattern NUMBER = Pattern.compile("\"(?:n|poison|malformed)\":(\\d+)");

  @Test
  void in_every_schedule_the_ledger_closes_and_order_holds() throws Exception {
    Ticker ticker = Ticker.system();
    long end = ticker.nanos() + Duration.ofSeconds(SECONDS).toNanos();
    for (int seed = 0; seed < SCHEDULES || ticker.nanos() - end < 0; seed++) {
      try {
        new Schedule(seed).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  /** One run: a random job against a server that fails at random, and remembers. */
  private static final class Schedule implements Lanes {
    private final Random random;
    private final FakeServer server = new FakeServer();
    private final Map<String, String> expected = new HashMap<>();
    private final List<Sent> inFlight = new ArrayList<>();
    private final BulkEngine engine;
    private final int limit;
    private final int scale;
    private final int ids;
    private final int lanes;
    private final double trouble;
    private final int[] laneOf = new int[4];
    private long version;
    private long now = Long.MAX_VALUE - 1_000_000_000L; // the clock may wrap around
    private int expectedRejections;
    private int expectedDeletes;
    private int added;
    private int barriers;
    private boolean pending;
    private int addedBefore;
    private int rejectionsBefore;
    private int deletesBefore;
    private int storedBefore;
    private int stored;

    private record Sent(BulkRequest request, long sentAt) {}

    Schedule(int seed) {
      random = new Random(seed);
      scale = seed % LARGE_EVERY == 0 ? LARGE : 1;
      int chosen = random.nextInt(6);
      limit = chosen == 0 ? InFlight.parse("auto").most() : chosen;
      ids = 1 + random.nextInt(60);
      lanes = 1 + random.nextInt(4);
      trouble = random.nextDouble() * 0.8;
      Map<String, String> conf = new HashMap<>();
      conf.put("sluice.bulk.memory", MEMORY * scale + "b");
      conf.put("sluice.bulk.size", (1 + random.nextInt(8)) * scale + "kb");
      conf.put("sluice.bulk.actions", Integer.toString(1 + random.nextInt(40)));
      conf.put("sluice.bulk.in-flight", chosen == 0 ? "auto" : Integer.toString(limit));
      conf.put("sluice.bulk.retry.timeout", "1d");
      conf.put("sluice.errors.max", "100000");
      conf.put("sluice.compression", random.nextBoolean() ? "gzip" : "none");
      Settings settings = Settings.from(conf::get);
      engine =
          new BulkEngine(BulkOptions.read(settings, Optional.of("i"), OtherAttempts.NONE), this);
      settings.check();
      server.running(random.nextBoolean() ? 0 : random.nextInt(40));
      if (random.nextBoolean()) {
        server.largest = scale * (700L + random.nextInt(8_000)); // more than any action alone
      }
    }

    @Override
    public int partitionOf(BulkAction action) {
      return Math.floorMod(action.id().orElseThrow().hashCode(), laneOf.length);
    }

    @Override
    public int laneOf(int partition) {
      return laneOf[partition];
    }

    @Override
    public long version() {
      return version;
    }

    void run() throws Exception {
      int actions = random.nextInt(300);
      for (int i = 0; i < actions; i++) {
        add(i);
        maybePlaceBarrier();
        while (random.nextInt(4) == 0) {
          step(false);
        }
      }
      engine.flush();
      for (int steps = 0; !engine.isIdle(); steps++) {
        assertThat(steps).as("steps without an end").isLessThan(100_000);
        step(true);
      }
      assertThat(pending).as("a barrier that is never settled").isFalse();
      check(actions);
    }

    private void maybePlaceBarrier() {
      if (pending || random.nextInt(20) > 0) {
        return;
      }
      engine.barrier();
      barriers++;
      pending = true;
      addedBefore = added;
      rejectionsBefore = expectedRejections;
      deletesBefore = expectedDeletes;
      storedBefore = stored;
      checkBarrier();
    }

    private void checkBarrier() {
      Optional<BulkCounts> settled = engine.settled();
      if (pending && settled.isPresent()) {
        assertThat(settled.get().given()).isEqualTo(addedBefore);
        assertThat(settled.get().outstanding()).isZero();
        assertThat(settled.get().rejected()).isEqualTo(rejectionsBefore).isEqualTo(storedBefore);
        assertThat(settled.get().deleted()).isEqualTo(deletesBefore);
        inFlight.forEach(sent -> checkIsLater(sent.request()));
        pending = false;
      }
    }

    /** Nothing from before a settled barrier is sent. */
    private void checkIsLater(BulkRequest request) {
      for (FakeServer.Action action : FakeServer.actions(request)) {
        Matcher number = NUMBER.matcher(action.source());
        if (!pending && number.find()) {
          assertThat(Integer.parseInt(number.group(1))).isGreaterThanOrEqualTo(addedBefore);
        }
      }
    }

    private void check(int actions) {
      assertThat(engine.failure()).isEmpty();
      BulkCounts counts = engine.counts();
      assertThat(counts.given()).isEqualTo(actions);
      assertThat(counts.outstanding()).isZero();
      assertThat(counts.rejected()).isEqualTo(expectedRejections);
      assertThat(engine.held()).isZero();
      assertThat(server.documents).isEqualTo(expected);
    }

    private void add(int number) throws Exception {
      String id = "d" + random.nextInt(ids);
      String source = "{\"n\":" + number + ",\"pad\":\"" + pad(number) + "\"}";
      BulkAction action = action(id, source, number);
      while (!engine.add(action)) {
        step(true);
      }
      added++;
      assertThat(engine.held()).isLessThanOrEqualTo((long) MEMORY * scale);
    }

    /** Of letters that tell the documents apart. */
    private String pad(int number) {
      return Character.toString('a' + number % 26).repeat(random.nextInt(400 * scale));
    }

    /** Draws an action, and does to the expected index what it must do once. */
    private BulkAction action(String id, String source, int number) {
      switch (random.nextInt(9)) {
        case 8:
          expectedRejections++;
          return Docs.of(Operation.UPSERT, id, "{\"malformed\":" + number + "}");
        case 0:
          expectedDeletes++;
          expected.remove(id);
          return Docs.of(Operation.DELETE, id, "");
        case 1:
          expected.put(id, source);
          return Docs.of(Operation.UPSERT, id, source);
        case 2:
          if (expected.containsKey(id)) {
            expected.put(id, source);
          } else {
            expectedRejections++;
          }
          return Docs.of(Operation.UPDATE, id, source);
        case 3:
          if (expected.putIfAbsent(id, source) != null) {
            expectedRejections++;
          }
          return Docs.of(Operation.CREATE, id, source);
        case 4:
          expectedRejections++;
          return Docs.of(Operation.INDEX, id, "{\"poison\":" + number + "}");
        default:
          expected.put(id, source);
          return Docs.of(Operation.INDEX, id, source);
      }
    }

    private void step(boolean mustMove) {
      Optional<BulkRequest> next = engine.next(now);
      if (next.isPresent()) {
        checkIsLater(next.get());
        inFlight.add(new Sent(next.get(), now));
        assertThat(inFlight.size()).isLessThanOrEqualTo(limit);
      }
      if (!inFlight.isEmpty() && (next.isEmpty() || random.nextBoolean())) {
        answer(inFlight.remove(random.nextInt(inFlight.size())));
      } else if (next.isEmpty()) {
        long wait = engine.waitNanos(now);
        assertThat(wait == Long.MAX_VALUE && mustMove).as("nothing can move").isFalse();
        now += wait == Long.MAX_VALUE ? 0 : wait;
      }
      if (random.nextInt(20) == 0) {
        laneOf[random.nextInt(laneOf.length)] = random.nextInt(lanes);
        version++;
      }
    }

    private void answer(Sent sent) {
      now += Duration.ofMillis(random.nextInt(50)).toNanos();
      BulkReply reply = reply(sent.request());
      List<Rejection> rejections =
          engine.answered(sent.request(), reply, sent.sentAt(), now, random.nextDouble());
      checkBarrier();
      for (Rejection rejection : rejections) {
        assertThat(rejection.document().id()).startsWith("d");
        stored++;
        storedBefore += rejection.document().barriers() < barriers ? 1 : 0;
      }
      engine.rejected(rejections);
      checkBarrier();
    }

    private BulkReply tooLargeOrMalformed() {
      return random.nextBoolean() ? FakeServer.TOO_LARGE : FakeServer.MALFORMED;
    }

    private BulkReply reply(BulkRequest request) {
      if (request.kind == BulkRequest.Kind.COMPARE) {
        return random.nextDouble() < trouble ? BulkReply.unknown("reset") : server.compare(request);
      }
      if (random.nextDouble() >= trouble) {
        return server.apply(request);
      }
      switch (random.nextInt(8)) {
        case 0:
          return BulkReply.notSent("refused");
        case 1:
          return BulkReply.unknown("reset before");
        case 2:
          server.apply(request);
          return BulkReply.unknown("reset after");
        case 3:
          server.apply(request);
          return BulkReply.items(new short[request.items() - 1], new HashMap<>());
        case 4:
          return BulkReply.refused(429, FakeServer.BUSY, Duration.ofSeconds(random.nextInt(2)));
        case 5:
          return request.items() == 1
              ? server.apply(request)
              : server.refuse(request, random.nextInt(request.items() + 1), tooLargeOrMalformed());
        case 6:
          return BulkReply.refused(503, BulkError.of("unavailable", "503"), Duration.ZERO);
        default:
          return server.apply(request, item -> random.nextInt(3) == 0);
      }
    }
  }
}
