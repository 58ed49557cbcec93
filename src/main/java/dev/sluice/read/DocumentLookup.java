package dev.sluice.read;

import dev.sluice.client.search.SearchException;
import dev.sluice.client.search.SearchTransport;
import dev.sluice.flow.Ticker;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonScan;
import dev.sluice.json.JsonText;
import dev.sluice.json.JsonWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads single documents by id. Requests are retried like those of a {@link ShardReader}. A batch
 * that needs more memory than a page may have is sent in halves. Each call blocks. Used by one
 * thread.
 */
public final class DocumentLookup {

  /** The limit for a single document, which cannot be sent in halves. */
  private static final int MOST_DOCUMENT_BYTES = 1 << 30;

  /** A document can be in several indices, or twice in one under different routing values. */
  private static final int HITS_PER_ID = 4;

  private static final int LEAST_HITS = 100;

  /** Is told about each document of a call. */
  public interface Answers {

    /**
     * A document was found.
     *
     * @param item its position in the call
     * @param hit the document; valid until this returns
     */
    void found(int item, Hit hit) throws IOException;

    /**
     * The server refused to look for a document at its address: an alias of several indices, or a
     * required routing value that is missing.
     */
    void refused(int item, String why) throws IOException;
  }

  private final SearchTransport transport;
  private final Retrier retrier;
  private final int mostBytes;
  private final List<String> fields;
  private final boolean vectors;

  /**
   * Creates a lookup.
   *
   * @param what the indices, for messages
   * @param fields the fields to read in searches, by name or pattern; none means all
   * @param vectors whether vectors must be requested explicitly
   */
  public DocumentLookup(
      SearchTransport transport,
      String what,
      List<String> fields,
      boolean vectors,
      ReadOptions options,
      Ticker ticker) {
    this.transport = transport;
    this.fields = fields;
    this.vectors = vectors;
    retrier = new Retrier(what, options, new ReadCounts(), ticker);
    mostBytes = options.mostPageBytes();
  }

  /**
   * Gets documents by address, as they were last written, also before a refresh. Missing documents
   * and indices are left out.
   *
   * @throws IOException if the cluster does not answer or refuses the request
   */
  public void get(List<DocumentPlace> places, Answers answers) throws IOException {
    get(places, 0, answers);
  }

  private void get(List<DocumentPlace> places, int first, Answers answers) throws IOException {
    if (places.isEmpty()) {
      return;
    }
    String path = "/_mget" + (vectors ? "?_source_exclude_vectors=false" : "");
    byte[] reply = ask(path, body(places), places.size());
    if (reply != null) {
      readItems(reply, first, places.size(), answers);
      return;
    }
    int half = places.size() / 2;
    get(places.subList(0, half), first, answers);
    get(places.subList(half, places.size()), first + half, answers);
  }

  private static String body(List<DocumentPlace> places) {
    ByteArray bytes = new ByteArray(64 * places.size());
    JsonWriter json = new JsonWriter(bytes).startObject().name("docs").startArray();
    places.forEach(place -> place.write(json));
    json.endArray().endObject();
    return new String(bytes.array(), 0, bytes.length(), StandardCharsets.UTF_8);
  }

  /** Returns null if the reply is too large for several documents. */
  private byte[] ask(String path, String body, int documents) throws IOException {
    int most = documents == 1 ? MOST_DOCUMENT_BYTES : mostBytes;
    try {
      return retrier.on(() -> askOnce(path, body, most, documents > 1), failure -> false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("looking up documents was interrupted");
    }
  }

  private byte[] askOnce(String path, String body, int most, boolean divisible)
      throws SearchException {
    try {
      return transport.ask(path, body, most);
    } catch (SearchException e) {
      if (divisible && e.kind() == SearchException.Kind.TOO_LARGE) {
        return null;
      }
      throw e;
    }
  }

  private static void readItems(byte[] reply, int first, int count, Answers answers)
      throws IOException {
    JsonScan scan = new JsonScan(reply, 0, reply.length);
    HitFields fields = new HitFields(reply, scan);
    Hit hit = new Hit();
    int items = 0;
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      if (!scan.is("docs")) {
        scan.value();
        continue;
      }
      scan.enter('[');
      while (scan.more(']')) {
        fields.read(hit);
        tell(first + items++, hit, answers);
      }
    }
    scan.end();
    if (items != count) {
      throw new IOException(
          "the reply to a multi-get of " + count + " documents has " + items + " documents");
    }
  }

  private static void tell(int item, Hit hit, Answers answers) throws IOException {
    if (hit.found) {
      answers.found(item, hit);
    } else if (hit.error.length() > 0 && !isMissingIndex(hit)) {
      answers.refused(item, hit.error.toString());
    }
  }

  private static boolean isMissingIndex(Hit hit) throws IOException {
    try {
      return JsonText.field(hit.error.array(), hit.error.offset(), hit.error.length(), "type")
          .filter("index_not_found_exception"::equals)
          .isPresent();
    } catch (JsonFormException e) {
      return false;
    }
  }

  /**
   * Searches documents by id, as of the last refresh, whatever their routing.
   *
   * @param index the index, encoded for a path; a missing index has no documents
   * @param filter a query that the documents must match
   */
  public void search(String index, List<String> ids, Optional<String> filter, Answers answers)
      throws IOException {
    search(index, ids, 0, filter, answers);
  }

  private void search(
      String index, List<String> ids, int first, Optional<String> filter, Answers answers)
      throws IOException {
    if (ids.isEmpty()) {
      return;
    }
    int size = Math.max(LEAST_HITS, HITS_PER_ID * ids.size());
    String path =
        "/" + index + "/_search?ignore_unavailable=true&allow_partial_search_results=false";
    byte[] body = ask(path, query(ids, filter, size), ids.size());
    if (body == null || (ids.size() > 1 && hits(body, null, first, answers) >= size)) {
      int half = ids.size() / 2;
      search(index, ids.subList(0, half), first, filter, answers);
      search(index, ids.subList(half, ids.size()), first + half, filter, answers);
      return;
    }
    hits(body, ids, first, answers);
  }

  /** Counts the hits, and passes them on if the ids are given. */
  private static int hits(byte[] body, List<String> ids, int first, Answers answers)
      throws IOException {
    SearchReply reply = SearchReply.readPlain(body);
    if (!reply.failure().isEmpty()) {
      throw new IOException("incomplete search result: " + reply.failure());
    }
    HitParser parser = reply.hits();
    Hit hit = new Hit();
    int count = 0;
    while (parser.next(hit)) {
      count++;
      if (ids != null) {
        answers.found(first + ids.indexOf(hit.id().toString()), hit);
      }
    }
    return count;
  }

  private String query(List<String> ids, Optional<String> filter, int size) {
    ByteArray bytes = new ByteArray(64 * ids.size());
    JsonWriter json = new JsonWriter(bytes).startObject();
    json.name("size").value((long) size).name("track_total_hits").value(false);
    json.name("version").value(true).name("seq_no_primary_term").value(true);
    json.name("sort").startArray().value("_doc").endArray();
    json.name("_source").startObject();
    if (!fields.isEmpty()) {
      json.name("includes").startArray();
      fields.forEach(json::value);
      json.endArray();
    }
    if (vectors) {
      json.name("exclude_vectors").value(false);
    }
    json.endObject();
    json.name("query").startObject().name("bool").startObject().name("filter").startArray();
    json.startObject().name("ids").startObject().name("values").startArray();
    ids.forEach(json::value);
    json.endArray().endObject().endObject();
    filter.ifPresent(json::raw);
    json.endArray().endObject().endObject().endObject();
    return new String(bytes.array(), 0, bytes.length(), StandardCharsets.UTF_8);
  }
}
