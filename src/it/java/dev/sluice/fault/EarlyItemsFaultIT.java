package dev.sluice.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.bulk.BulkOptions;
import dev.sluice.bulk.BulkProcessor;
import dev.sluice.bulk.Lanes;
import dev.sluice.bulk.OtherAttempts;
import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.client.Connection;
import dev.sluice.client.http.Caller;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real server that applies the first items of a request while it still reads the others. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class EarlyItemsFaultIT {

  private static final int CREATES = 15_000;

  /** A server that thinks from the first byte on that it is short of memory for indexing. */
  private static ElasticsearchServer server(String version) throws Exception {
    return ElasticsearchServer.builder()
        .version(version)
        .setting("indexing_pressure.memory.split_bulk.watermark.low", "1b")
        .setting("indexing_pressure.memory.split_bulk.watermark.low.bulk_size", "64kb")
        .start();
  }

  private static BulkAction action(Operation operation, String id, String source) {
    byte[] bytes = source.getBytes(UTF_8);
    return BulkAction.of(operation).id(id).foreignSource(bytes, 0, bytes.length).build();
  }

  /** Creates, and at their end one malformed upsert, all of them in one request. */
  private static BulkCounts load(String url, String index, List<String> rejected)
      throws IOException {
    Map<String, String> keys =
        Map.of(
            "sluice.nodes", url,
            "sluice.bulk.actions", "20000",
            "sluice.bulk.retry.timeout", "1m",
            "sluice.errors.max", "1");
    Settings settings = Settings.from(keys::get);
    BulkOptions options = BulkOptions.read(settings, Optional.of(index), OtherAttempts.NONE);
    ConnectionOptions nodes = ConnectionOptions.read(settings, Secrets.none(), Caller.ANYBODY);
    settings.check();
    try (Connection connection = Connection.open(nodes)) {
      BulkProcessor bulk =
          BulkProcessor.start(
              options,
              connection.bulkTransport(),
              Lanes.ANY,
              document -> rejected.add(document.id()),
              Ticker.system());
      for (int i = 0; i < CREATES; i++) {
        bulk.add(action(Operation.CREATE, "c" + i, "{\"n\":" + i + "}"));
      }
      bulk.add(action(Operation.UPSERT, "bad", "{\"n\":NaN}"));
      bulk.close();
      return bulk.counts();
    }
  }

  @Test
  void creates_that_ran_before_their_request_was_refused_are_not_rejected() throws Exception {
    Optional<String> version =
        ElasticsearchServer.versionsAtHand().stream().filter(v -> v.startsWith("9.")).findFirst();
    assumeTrue(version.isPresent(), "Elasticsearch 9 is not at hand");
    try (ElasticsearchServer server = server(version.get());
        Index index = server.index("early")) {
      List<String> rejected = new ArrayList<>();

      BulkCounts counts = load(server.url(), index.name(), rejected);

      assertThat(rejected).containsExactly("bad");
      assertThat(counts.indexed() + counts.alreadyThere()).isEqualTo(CREATES);
      assertThat(counts.alreadyThere()).as("applied before the refusal").isPositive();
      assertThat(index.count()).isEqualTo(CREATES);
    }
  }
}
