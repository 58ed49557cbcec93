package dev.sluice.mapreduce.input;

import dev.sluice.client.Connection;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.Distribution;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.search.ReadScope;
import dev.sluice.client.search.ReadShard;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.io.DocumentWritable;
import dev.sluice.read.DocumentLookup;
import dev.sluice.read.DocumentPlace;
import dev.sluice.read.Hit;
import dev.sluice.read.ReadOptions;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads single documents of indices by id. Owns its connection. Used by one thread, which closes
 * it.
 */
public final class DocumentsById implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(DocumentsById.class);

  private static final int BATCH = 200;

  private final Connection connection;
  private final List<ReadShard> shards;
  private final DocumentLookup lookup;
  private boolean refreshes = true;

  /** Takes the documents of a call. */
  public interface Taker {

    /**
     * A document was found.
     *
     * @param item its position in the call
     * @param document shares the bytes of the reply; never changes
     */
    void document(int item, DocumentWritable document) throws IOException;
  }

  private DocumentsById(Connection connection, List<ReadShard> shards, DocumentLookup lookup) {
    this.connection = connection;
    this.shards = shards;
    this.lookup = lookup;
  }

  /**
   * Connects, and looks at the indices. Blocks.
   *
   * @param names indices, aliases, data streams and patterns; they may be missing
   * @param fields the fields to read in searches, by name or pattern; none means all
   */
  public static DocumentsById open(
      ConnectionOptions options, List<String> names, List<String> fields, Configuration conf)
      throws IOException {
    Settings settings = Settings.from(conf::get);
    ReadOptions reading = ReadOptions.read(settings);
    settings.check();
    Connection connection = Connection.open(options);
    try {
      List<ReadShard> shards =
          names.isEmpty()
              ? Collections.emptyList()
              : connection.shardsToRead(ReadScope.of(names).mayMiss(true).mayLackShards(true));
      boolean vectors = shards.stream().anyMatch(ReadShard::asksForVectors);
      DocumentLookup lookup =
          new DocumentLookup(
              connection.searchTransport(distribution(shards), Optional.empty()),
              "single documents of " + String.join(",", names),
              fields,
              vectors,
              reading,
              Ticker.system());
      return new DocumentsById(connection, shards, lookup);
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Matters only for a point in time, which single documents do not need. */
  private static Distribution distribution(List<ReadShard> shards) {
    return shards.isEmpty() ? Distribution.ELASTICSEARCH : shards.get(0).distribution();
  }

  /**
   * Refreshes the indices, so that a search finds every acknowledged document.
   *
   * @return false if that is not permitted; a search then misses the newest documents
   */
  public boolean refresh() throws IOException {
    if (!refreshes) {
      return false;
    }
    try {
      connection.administration().refresh(indices());
    } catch (ElasticsearchException e) {
      if (e.status() != 403) {
        throw e;
      }
      refreshes = false;
      log.warn("Looking up documents without a refresh: {}", e.getMessage());
    }
    return refreshes;
  }

  private SortedSet<String> indices() {
    return shards.stream().map(ReadShard::index).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Gets documents by address, as they were last written. A document whose address is not complete
   * (an alias of several indices, a missing routing value) is searched by its id.
   */
  public void get(List<DocumentPlace> places, Taker taker) throws IOException {
    for (int from = 0; from < places.size(); from += BATCH) {
      int first = from;
      List<Integer> refused = new ArrayList<>();
      lookup.get(
          places.subList(first, Math.min(first + BATCH, places.size())),
          new Answers(first, taker, refused));
      searchEach(refused, places, taker);
    }
  }

  private void searchEach(List<Integer> items, List<DocumentPlace> places, Taker taker)
      throws IOException {
    if (items.isEmpty()) {
      return;
    }
    refresh();
    Map<String, List<Integer>> byIndex =
        items.stream()
            .collect(
                Collectors.groupingBy(
                    item -> places.get(item).index(), LinkedHashMap::new, Collectors.toList()));
    for (Map.Entry<String, List<Integer>> of : byIndex.entrySet()) {
      List<Integer> some = of.getValue();
      search(
          of.getKey(),
          some.stream().map(item -> places.get(item).id()).collect(Collectors.toList()),
          Optional.empty(),
          (item, document) -> taker.document(some.get(item), document));
    }
  }

  /**
   * Searches documents by id in all indices, whatever their routing, as of the last refresh.
   *
   * @param query limits the documents
   */
  public void search(List<String> ids, Optional<String> query, Taker taker) throws IOException {
    // An alias can have a filter of its own in each index.
    Map<String, Optional<String>> filters = new LinkedHashMap<>();
    shards.forEach(shard -> filters.put(shard.index(), shard.filter()));
    for (Map.Entry<String, Optional<String>> index : filters.entrySet()) {
      search(index.getKey(), ids, both(query, index.getValue()), taker);
    }
  }

  private static Optional<String> both(Optional<String> one, Optional<String> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of("{\"bool\":{\"filter\":[" + one.get() + "," + other.get() + "]}}")
        : one.isPresent() ? one : other;
  }

  private void search(String index, List<String> ids, Optional<String> query, Taker taker)
      throws IOException {
    for (int from = 0; from < ids.size(); from += BATCH) {
      int first = from;
      lookup.search(
          HttpRequest.part(index),
          ids.subList(first, Math.min(first + BATCH, ids.size())),
          query,
          new Answers(first, taker, Collections.emptyList()));
    }
  }

  /** Passes on the answers of a batch. */
  private static final class Answers implements DocumentLookup.Answers {

    private final int first;
    private final Taker taker;
    private final List<Integer> refused;

    Answers(int first, Taker taker, List<Integer> refused) {
      this.first = first;
      this.taker = taker;
      this.refused = refused;
    }

    @Override
    public void found(int item, Hit hit) throws IOException {
      taker.document(first + item, HitConverter.document(hit));
    }

    @Override
    public void refused(int item, String why) {
      refused.add(first + item);
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}
