package dev.sluice.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.limit.Rate;
import dev.sluice.config.Settings;
import dev.sluice.testing.Docs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rate of a job of several tasks, each with its share, on one simulated clock. */
class RateTest {

  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private static final Rate JOB = Rate.of(400_000, 3_000);

  /** A task that always has documents, and a server that answers after a random time. */
  private static final class Task {
    private final BulkEngine engine;
    private final FakeServer server = new FakeServer();
    private final List<BulkRequest> inFlight = new ArrayList<>();
    private final List<Long> dueAt = new ArrayList<>();
    private final int size;
    private int number;
    private long bytes;
    private long documents;

    Task(Random random, Rate share, long now) {
      Map<String, String> conf = new HashMap<>();
      conf.put("sluice.bulk.size", (64 << random.nextInt(4)) + "kb");
      conf.put("sluice.bulk.in-flight", Integer.toString(1 + random.nextInt(4)));
      Settings settings = Settings.from(conf::get);
      size = 50 + random.nextInt(2_000);
      engine =
          new BulkEngine(
              BulkOptions.read(settings, Optional.of("i"), OtherAttempts.NONE), Lanes.ANY);
      settings.check();
      engine.limit(share, now);
    }

    void step(long now, Random random) throws Exception {
      while (engine.held() < 4 << 20 && engine.add(Docs.index("d" + number++, size))) {}
      for (int i = inFlight.size() - 1; i >= 0; i--) {
        if (dueAt.get(i) - now <= 0) {
          BulkRequest request = inFlight.remove(i);
          dueAt.remove(i);
          BulkReply reply =
              random.nextInt(10) == 0
                  ? BulkReply.refused(429, FakeServer.BUSY, Duration.ZERO)
                  : server.apply(request);
          engine.rejected(engine.answered(request, reply, now, now, random.nextDouble()));
        }
      }
      for (Optional<BulkRequest> next = engine.next(now);
          next.isPresent();
          next = engine.next(now)) {
        inFlight.add(next.get());
        dueAt.add(now + (long) (random.nextDouble() * SECOND / 5));
        bytes += next.get().contentLength();
        documents += next.get().items();
      }
    }
  }

  @Test
  void in_every_schedule_all_tasks_together_stay_below_the_rate_and_use_it() throws Exception {
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      int tasks = 1 + random.nextInt(8);
      long start = random.nextLong();
      List<Task> all = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        all.add(new Task(random, JOB.share(tasks), start));
      }
      double share = 0;
      for (int millis = 0; millis <= 60_000; millis += 20) {
        long now = start + Duration.ofMillis(millis).toNanos();
        for (Task task : all) {
          task.step(now, random);
        }
        double bytes = all.stream().mapToLong(task -> task.bytes).sum();
        double documents = all.stream().mapToLong(task -> task.documents).sum();
        double seconds = millis / 1_000.0;
        assertThat(bytes).as("bytes, seed " + seed).isLessThanOrEqualTo(400_000 * seconds + 1);
        assertThat(documents).as("documents").isLessThanOrEqualTo(3_000 * seconds + 1);
        share = Math.max(bytes / 400_000, documents / 3_000) / Math.max(1, seconds);
      }
      assertThat(share).as("use of the rate, seed " + seed).isGreaterThan(0.9);
    }
  }

  @Test
  void the_last_task_gets_the_whole_rate_with_its_new_share() throws Exception {
    Random random = new Random(5);
    Task task = new Task(random, JOB.share(8), 0);
    for (int millis = 0; millis <= 20_000; millis += 20) {
      task.step(Duration.ofMillis(millis).toNanos(), random);
    }
    long before = task.bytes;
    task.engine.limit(JOB, Duration.ofSeconds(20).toNanos());
    for (int millis = 20_000; millis <= 40_000; millis += 20) {
      task.step(Duration.ofMillis(millis).toNanos(), random);
    }

    assertThat((task.bytes - before) / 20.0).isBetween(360_000.0, 440_000.0);
  }

  @Test
  void at_a_low_rate_requests_are_small() {
    assertThat(Rate.of(100_000, 0).requestBytes(5 << 20)).isEqualTo(100_000);
    assertThat(Rate.of(0, 100).requestDocuments(10_000)).isEqualTo(100);
    assertThat(Rate.of(100, 1).share(10).requestBytes(5 << 20)).isEqualTo(16 << 10);
    assertThat(Rate.of(100, 1).share(10).requestDocuments(10_000)).isEqualTo(1);
    assertThat(Rate.UNLIMITED.requestBytes(5 << 20)).isEqualTo(5 << 20);
  }
}
