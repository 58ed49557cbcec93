package dev.sluice.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.action.Operation;
import dev.sluice.testing.Docs;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long it takes, and what is sent in vain, where requests must be split. Under one clock. */
class BulkSplitTest {

  private final Map<String, String> conf =
      new HashMap<>(Map.of("sluice.errors.max", "100%", "sluice.bulk.memory", "16mb"));
  private SimulatedLoad load;

  private SimulatedLoad load() {
    if (load == null) {
      load = new SimulatedLoad(conf);
    }
    return load;
  }

  private void addUpserts(int count, int malformed) throws Exception {
    for (int i = 0; i < count; i++) {
      boolean bad = i % (count / malformed) == count / malformed / 3;
      load().add(Docs.of(Operation.UPSERT, "d" + i, bad ? "{\"malformed\":1}" : "{\"v\":1}"));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 30", "0, 10, 200", "1000, 1, 30", "1000, 10, 200"})
  void malformed_updates_are_found_by_a_few_requests_each_in_seconds(
      int earlyItems, int malformed, int requests) throws Exception {
    load().server.running(earlyItems);
    addUpserts(4_700, malformed);

    Duration time = load().finish();

    assertThat(load().engine.failure()).isEmpty();
    assertThat(load().engine.counts().indexed()).isEqualTo(4_700 - malformed);
    assertThat(load().engine.counts().rejected()).isEqualTo(malformed);
    assertThat(load().server.documents).hasSize(4_700 - malformed);
    assertThat(load().requests).isLessThan(requests);
    assertThat(time).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void a_split_is_no_failure_even_where_nothing_is_retried() throws Exception {
    conf.put("sluice.bulk.retry.timeout", "0s");
    addUpserts(500, 1);

    load().finish();

    assertThat(load().engine.failure()).isEmpty();
    assertThat(load().engine.counts().rejected()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"131072", "1048576"})
  void a_limit_of_a_proxy_costs_a_few_requests_once(long limit) throws Exception {
    load().server.largest = limit;
    for (int i = 0; i < 6_000; i++) {
      load().add(Docs.index("d" + i, 10_000));
    }

    Duration time = load().finish();

    assertThat(load().engine.failure()).isEmpty();
    assertThat(load().server.documents).hasSize(6_000);
    assertThat(load().server.refused).isLessThan(30);
    assertThat(load().server.refusedBytes).isLessThan(30L << 20);
    assertThat(load().requests).isLessThan((int) (4 * 60e6 / limit));
    assertThat(time).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void a_limit_that_was_raised_is_found_again() throws Exception {
    load().server.largest = 128 << 10;
    for (int i = 0; i < 500; i++) {
      load().add(Docs.index("d" + i, 10_000));
    }
    load().finish();
    int before = load().requests;

    load().server.largest = Long.MAX_VALUE;
    load().rest(Duration.ofMinutes(10));
    for (int i = 0; i < 500; i++) {
      load().add(Docs.index("d" + i, 10_000));
    }
    load().finish();

    assertThat(load().requests - before).isEqualTo(1);
  }

  @Test
  void a_document_that_is_too_large_is_rejected_alone_and_the_others_at_full_size()
      throws Exception {
    load().server.largest = 4 << 20;
    for (int i = 0; i < 100; i++) {
      load().add(Docs.index("d" + i, i == 50 ? 5 << 20 : 10_000));
    }

    load().finish();

    assertThat(load().engine.counts().rejected()).isEqualTo(1);
    assertThat(load().server.documents).hasSize(99).doesNotContainKey("d50");
    assertThat(load().requests).isLessThan(8);
  }
}
