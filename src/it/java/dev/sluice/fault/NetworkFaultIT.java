package dev.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs against a real server behind a proxy that spoils one request in three. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class NetworkFaultIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  private static void succeeds(String name, ProxyFault fault, int limit, String timeout)
      throws Exception {
    try (FaultProxy proxy = FaultProxy.before(SERVER.url());
        Index index = SERVER.index("network")) {
      proxy.strike(number -> number % 3 == 1 && number <= limit ? fault : ProxyFault.NONE);

      FaultRun run =
          FaultJob.named(name).set("sluice.http.timeout", timeout).run(proxy.url(), index.name());

      Ledger.closes(run, RealIndex.of(SERVER.rest(), index.name()));
      assertThat(proxy.struck()).as("faults met").isPositive();
    }
  }

  private static void succeeds(String name, ProxyFault fault) throws Exception {
    succeeds(name, fault, Integer.MAX_VALUE, "20s");
  }

  @Test
  void a_connection_reset_before_the_request_loses_nothing() throws Exception {
    succeeds("proxy: reset before the request", ProxyFault.RESET_BEFORE);
  }

  @Test
  void a_connection_reset_within_the_request_loses_nothing() throws Exception {
    succeeds("proxy: reset within the request", ProxyFault.RESET_WITHIN);
  }

  @Test
  void a_connection_reset_after_the_request_doubles_nothing() throws Exception {
    succeeds("proxy: reset after the request", ProxyFault.RESET_AFTER);
  }

  @Test
  void a_reply_truncated_on_its_way_doubles_nothing() throws Exception {
    succeeds("proxy: truncated reply", ProxyFault.TRUNCATE_REPLY);
  }

  @Test
  void a_black_hole_loses_nothing() throws Exception {
    succeeds("proxy: black hole", ProxyFault.BLACK_HOLE, 12, "500ms");
  }

  @Test
  void a_half_open_connection_doubles_nothing() throws Exception {
    succeeds("proxy: half-open", ProxyFault.HALF_OPEN, 12, "1s");
  }

  @Test
  void a_slow_network_is_only_slow() throws Exception {
    succeeds("proxy: delay", ProxyFault.DELAY, 12, "20s");
  }

  @Test
  void a_narrow_network_is_only_slow() throws Exception {
    succeeds("proxy: bandwidth", ProxyFault.TRICKLE, 30, "20s");
  }

  @Test
  void a_server_out_of_reach_for_a_while_loses_nothing() throws Exception {
    try (FaultProxy proxy = FaultProxy.before(SERVER.url());
        Index index = SERVER.index("network")) {
      proxy.strike(number -> number > 5 && number < 40 ? ProxyFault.RESET_BEFORE : ProxyFault.NONE);

      FaultRun run =
          FaultJob.named("proxy: out of reach for a while").run(proxy.url(), index.name());

      Ledger.closes(run, RealIndex.of(SERVER.rest(), index.name()));
      assertThat(proxy.struck()).isEqualTo(34);
    }
  }

  @Test
  void a_server_that_goes_away_fails_the_job_by_the_name_of_the_node() throws Exception {
    try (FaultProxy proxy = FaultProxy.before(SERVER.url());
        Index index = SERVER.index("network")) {
      FaultJob job =
          FaultJob.named("connection refused for good").set("sluice.bulk.retry.timeout", "1s");
      proxy.when(
          number -> {
            if (number == 8) {
              proxy.vanish();
            }
          });

      FaultRun run = job.run(proxy.url(), index.name());

      Ledger.failed(
          run,
          RealIndex.of(SERVER.rest(), index.name(), proxy),
          "gave up",
          "connection refused",
          proxy.url());
    }
  }
}
