package dev.sluice.bench;

import dev.sluice.flow.Ticker;
import dev.sluice.it.Rest;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** An index on the servers, by its name. */
final class BenchIndex {

  private static final Duration LIMIT = Duration.ofMinutes(20);

  private static final Duration PAUSE = Duration.ofMillis(250);

  /** A merge that ends may start another one. */
  private static final int QUIET_LOOKS = 3;

  private final Rest rest;
  private final String name;
  private final IndexShape shape;

  BenchIndex(Rest rest, String name, IndexShape shape) {
    this.rest = rest;
    this.name = name;
    this.shape = shape;
  }

  String name() {
    return name;
  }

  boolean exists() {
    return rest.status("HEAD", "/" + name) == 200;
  }

  /** Makes it anew and empty. */
  void create(Map<String, String> settings) {
    rest.delete("/" + name + "?ignore_unavailable=true");
    rest.put("/" + name, shape.toJson(settings));
    rest.get("/_cluster/health/" + name + "?wait_for_status=green&timeout=50s");
  }

  /**
   * Takes back the settings that it was created with, and waits until all documents are searchable
   * on all copies.
   */
  void settle(Map<String, String> settings) throws InterruptedException {
    if (!settings.isEmpty()) {
      rest.put("/" + name + "/_settings", shape.without(settings));
    }
    rest.post("/" + name + "/_refresh", "");
    // The server waits, so that no question costs it anything meanwhile.
    String copies =
        "/_cluster/health/" + name + "?timeout=50s&wait_for_active_shards=" + shape.copies();
    until("all copies of " + name, () -> rest.status("GET", copies) == 200);
  }

  /** Waits until no merge runs. */
  void awaitMerges() throws InterruptedException {
    int[] quiet = new int[1];
    until(
        "the end of the merges of " + name,
        () -> {
          quiet[0] = IndexCounters.merges(rest, name) == 0 ? quiet[0] + 1 : 0;
          return quiet[0] == QUIET_LOOKS;
        });
  }

  private static void until(String what, BooleanSupplier condition) throws InterruptedException {
    Ticker ticker = Ticker.system();
    long start = ticker.nanos();
    while (!condition.getAsBoolean()) {
      if (ticker.nanos() - start > LIMIT.toNanos()) {
        throw new IllegalStateException("waited " + LIMIT + " in vain for " + what);
      }
      ticker.sleep(PAUSE);
    }
  }

  /** How many documents can be found. */
  long count() {
    return rest.count(name);
  }

  IndexCounters counters() {
    return IndexCounters.read(rest, name);
  }
}
