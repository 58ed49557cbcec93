package dev.sluice.mapreduce.submit;

import dev.sluice.bulk.limit.RateSettings;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.search.GuardSearch;
import dev.sluice.config.ConfigException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks at submission that the guard's search is valid, and says if nothing matches it. */
final class GuardCheck {

  private static final Logger log = LoggerFactory.getLogger(GuardCheck.class);

  private final GuardSearch search;
  private final String index;

  /**
   * Creates a check.
   *
   * @param index the index or alias that is searched
   */
  GuardCheck(GuardSearch search, String index) {
    this.search = search;
    this.index = index;
  }

  /**
   * Searches once.
   *
   * @throws ConfigException if the server refuses the search, or the index does not exist
   */
  void run() throws IOException {
    boolean matches;
    try {
      matches = search.matches();
    } catch (ElasticsearchException e) {
      throw refused(e);
    }
    if (!matches) {
      log.warn(
          "{} matches no document of {}: its latency may not represent the searches of users",
          RateSettings.GUARD_QUERY,
          index);
    }
  }

  private IOException refused(ElasticsearchException e) {
    if (e.status() == 404) {
      throw new ConfigException(
          "the guard cannot search \""
              + index
              + "\", which does not exist: set "
              + RateSettings.GUARD_INDEX
              + " to the index or alias that serves searches",
          e);
    }
    if (e.status() == 400) {
      throw new ConfigException(
          RateSettings.GUARD_QUERY
              + " is refused by Elasticsearch: "
              + e.getMessage()
              + "; correct the query",
          e);
    }
    return e;
  }
}
