package dev.sluice.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The documents of a shard to read, and their parts. Immutable. */
public final class ReadQuery {

  private static final ReadQuery ALL =
      new ReadQuery(null, Collections.<String>emptyList(), false, false);

  private final String query;
  private final List<String> fields;
  private final boolean versions;
  private final boolean scores;

  private ReadQuery(String query, List<String> fields, boolean versions, boolean scores) {
    this.query = query;
    this.fields = fields;
    this.versions = versions;
    this.scores = scores;
  }

  /** All documents, complete. */
  public static ReadQuery all() {
    return ALL;
  }

  /** A copy limited to the documents of a query, an object of the Query DSL. */
  public ReadQuery matching(String json) {
    return new ReadQuery(json, fields, versions, scores);
  }

  /** A copy limited to some fields, by name or pattern; an empty list means all. */
  public ReadQuery withFields(List<String> names) {
    List<String> own = Collections.unmodifiableList(new ArrayList<>(names));
    return new ReadQuery(query, own, versions, scores);
  }

  /** A copy with version, sequence number and primary term. */
  public ReadQuery withVersions() {
    return new ReadQuery(query, fields, true, scores);
  }

  /** A copy with the score of each document, which the server has to compute. */
  public ReadQuery withScores() {
    return new ReadQuery(query, fields, versions, true);
  }

  /** The query; empty for all documents. */
  Optional<String> json() {
    return Optional.ofNullable(query);
  }

  /** The names and patterns of the fields; empty for all. */
  List<String> fields() {
    return fields;
  }

  boolean hasVersions() {
    return versions;
  }

  boolean hasScores() {
    return scores;
  }
}
