package dev.sluice.read;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which documents of a shard to read, and what of them. Immutable. */
public final class ReadQuery {

  private static final ReadQuery ALL = new ReadQuery(null, null, false, false);

  private final String query;
  private final String fields;
  private final boolean versions;
  private final boolean scores;

  private ReadQuery(String query, String fields, boolean versions, boolean scores) {
    this.query = query;
    this.fields = fields;
    this.versions = versions;
    this.scores = scores;
  }

  /** Every document, whole. */
  public static ReadQuery all() {
    return ALL;
  }

  /** The same for the documents alone that a query finds: an object of the Query DSL. */
  public ReadQuery matching(String json) {
    return new ReadQuery(json, fields, versions, scores);
  }

  /** The same with some fields alone: a JSON array of names. */
  public ReadQuery withFields(String json) {
    return new ReadQuery(query, json, versions, scores);
  }

  /** The same with version, sequence number and primary term. */
  public ReadQuery withVersions() {
    return new ReadQuery(query, fields, true, scores);
  }

  /** The same with the score of each document, which takes the server some time. */
  public ReadQuery withScores() {
    return new ReadQuery(query, fields, versions, true);
  }

  /** The query, with the filter of an alias, as a member of a search; empty for all documents. */
  String member(Optional<String> filter) {
    if (scores) {
      String must = query == null ? "{\"match_all\":{}}" : query;
      String beside = filter.map(json -> ",\"filter\":" + json).orElse("");
      return ",\"query\":{\"bool\":{\"must\":" + must + beside + "}}";
    }
    String parts =
        Stream.of(Optional.ofNullable(query), filter)
            .filter(Optional::isPresent)
            .map(Optional::get)
            .collect(Collectors.joining(","));
    return parts.isEmpty() ? "" : ",\"query\":{\"bool\":{\"filter\":[" + parts + "]}}";
  }

  /**
   * What of the documents, as members of a search.
   *
   * @param vectors whether vectors are to be asked for in so many words
   */
  String extent(boolean vectors) {
    return source(vectors)
        + (scores ? ",\"track_scores\":true" : "")
        + (versions ? ",\"version\":true,\"seq_no_primary_term\":true" : "");
  }

  private String source(boolean vectors) {
    if (!vectors) {
      return fields == null ? "" : ",\"_source\":" + fields;
    }
    String some = fields == null ? "" : "\"includes\":" + fields + ",";
    return ",\"_source\":{" + some + "\"exclude_vectors\":false}";
  }
}
