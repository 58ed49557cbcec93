package dev.sluice.read;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which documents of a shard to read, and what of them. Immutable. */
public final class ReadQuery {

  private static final ReadQuery ALL = new ReadQuery(null, null, false);

  private final String query;
  private final String fields;
  private final boolean versions;

  private ReadQuery(String query, String fields, boolean versions) {
    this.query = query;
    this.fields = fields;
    this.versions = versions;
  }

  /** Every document, whole. */
  public static ReadQuery all() {
    return ALL;
  }

  /** The same for the documents alone that a query finds: an object of the Query DSL. */
  public ReadQuery matching(String json) {
    return new ReadQuery(json, fields, versions);
  }

  /** The same with some fields alone: a JSON array of names. */
  public ReadQuery withFields(String json) {
    return new ReadQuery(query, json, versions);
  }

  /** The same with version, sequence number and primary term. */
  public ReadQuery withVersions() {
    return new ReadQuery(query, fields, true);
  }

  /** The query, with the filter of an alias, as a member of a search; empty for all documents. */
  String member(Optional<String> filter) {
    String parts =
        Stream.of(Optional.ofNullable(query), filter)
            .filter(Optional::isPresent)
            .map(Optional::get)
            .collect(Collectors.joining(","));
    return parts.isEmpty() ? "" : ",\"query\":{\"bool\":{\"filter\":[" + parts + "]}}";
  }

  /** What of the documents, as members of a search. */
  String extent() {
    return (fields == null ? "" : ",\"_source\":" + fields)
        + (versions ? ",\"version\":true,\"seq_no_primary_term\":true" : "");
  }
}
