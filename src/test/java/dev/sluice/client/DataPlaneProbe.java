package dev.sluice.client;

import dev.sluice.bulk.Exchanges;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Settings;
import java.util.Map;
import java.util.function.Function;

/** What a task does, to be run in a class loader that watches. */
public final class DataPlaneProbe implements Function<String, String> {

  /** Sends one document to a URL, and says how that ended. */
  @Override
  public String apply(String url) {
    Settings settings = Settings.from(Map.of("sluice.nodes", url)::get);
    try (Connection connection =
        Connection.open(ConnectionOptions.read(settings, Secrets.none()))) {
      return Exchanges.kind(connection.bulkTransport().send(Exchanges.indexing(false, "{}")));
    } catch (ElasticsearchException e) {
      return e.getMessage();
    }
  }
}
