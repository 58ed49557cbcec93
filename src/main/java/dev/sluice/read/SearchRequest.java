package dev.sluice.read;

import dev.sluice.client.search.ReadShard;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A search over a point in time, as the body of {@code _search}. Immutable. */
final class SearchRequest {

  private static final String EVERYTHING = "{\"match_all\":{}}";
  private static final String NOTHING = "{\"match_none\":{}}";

  private final ReadQuery query;
  private final ReadShard shard;
  private final int documents;
  private final int slice;
  private final int slices;
  private final String after;

  private SearchRequest(
      ReadQuery query, ReadShard shard, int documents, int slice, int slices, String after) {
    this.query = query;
    this.shard = shard;
    this.documents = documents;
    this.slice = slice;
    this.slices = slices;
    this.after = after;
  }

  /** Returns nothing, and extends the point in time. */
  static SearchRequest extension() {
    return new SearchRequest(null, null, 0, 0, 1, "");
  }

  /** Counts the matching documents of a shard exactly, and returns none. */
  static SearchRequest count(ReadQuery query, ReadShard shard) {
    return new SearchRequest(query, shard, 0, 0, 1, "");
  }

  /** Returns matching documents of a shard, in index order. */
  static SearchRequest page(ReadQuery query, ReadShard shard) {
    return new SearchRequest(query, shard, shard.window(), 0, 1, "");
  }

  /** A copy for one of several slices, by its number from 0. */
  SearchRequest ofSlice(int number, int count) {
    return new SearchRequest(query, shard, documents, number, count, after);
  }

  /** A copy with a maximum number of documents. */
  SearchRequest withSize(int most) {
    return new SearchRequest(query, shard, most, slice, slices, after);
  }

  /** A copy for the documents after this sort value, a JSON array. */
  SearchRequest after(String sort) {
    return new SearchRequest(query, shard, documents, slice, slices, sort);
  }

  /** The body, with the point in time id and its keep-alive. */
  String toJson(String pit, Duration keepAlive) {
    ByteArray body = new ByteArray(512);
    JsonWriter json = new JsonWriter(body).startObject();
    json.name("pit").startObject().name("id").value(pit);
    json.name("keep_alive").value(keepAlive.toMillis() + "ms").endObject();
    json.name("size").value(documents);
    json.name("track_total_hits").value(query != null && documents == 0);
    if (documents > 0) {
      json.name("sort").startArray().startObject().name(shard.order()).value("asc");
      json.endObject().endArray();
    }
    if (query == null) {
      json.name("query").raw(NOTHING);
    } else {
      writeQuery(json);
    }
    if (documents > 0) {
      writeExtent(json);
      writePlace(json);
    }
    json.endObject();
    return new String(body.array(), 0, body.length(), StandardCharsets.UTF_8);
  }

  /** Writes the query combined with the filter of an alias; nothing for all documents. */
  private void writeQuery(JsonWriter json) {
    if (query.hasScores()) {
      json.name("query").startObject().name("bool").startObject();
      json.name("must").raw(query.json().orElse(EVERYTHING));
      shard.filter().ifPresent(filter -> json.name("filter").raw(filter));
      json.endObject().endObject();
    } else if (query.json().isPresent() || shard.filter().isPresent()) {
      json.name("query").startObject().name("bool").startObject().name("filter").startArray();
      query.json().ifPresent(json::raw);
      shard.filter().ifPresent(json::raw);
      json.endArray().endObject().endObject();
    }
  }

  /** Writes which parts of the documents to return. */
  private void writeExtent(JsonWriter json) {
    if (shard.asksForVectors()) {
      json.name("_source").startObject();
      writeFields("includes", json);
      json.name("exclude_vectors").value(false).endObject();
    } else {
      writeFields("_source", json);
    }
    if (query.hasScores()) {
      json.name("track_scores").value(true);
    }
    if (query.hasVersions()) {
      json.name("version").value(true).name("seq_no_primary_term").value(true);
    }
  }

  private void writeFields(String name, JsonWriter json) {
    if (!query.fields().isEmpty()) {
      json.name(name).startArray();
      query.fields().forEach(json::value);
      json.endArray();
    }
  }

  private void writePlace(JsonWriter json) {
    if (slices > 1) {
      json.name("slice").startObject().name("id").value(slice);
      json.name("max").value(slices).endObject();
    }
    if (!after.isEmpty()) {
      json.name("search_after").raw(after);
    }
  }
}
