package dev.sluice.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Which documents of a shard to read, and what of them. Immutable. */
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

  /** Every document, whole. */
  public static ReadQuery all() {
    return ALL;
  }

  /** The same for the documents alone that a query finds: an object of the Query DSL. */
  public ReadQuery matching(String json) {
    return new ReadQuery(json, fields, versions, scores);
  }

  /** The same with some fields alone, by name or pattern; with none of them, all. */
  public ReadQuery withFields(List<String> names) {
    List<String> own = Collections.unmodifiableList(new ArrayList<>(names));
    return new ReadQuery(query, own, versions, scores);
  }

  /** The same with version, sequence number and primary term. */
  public ReadQuery withVersions() {
    return new ReadQuery(query, fields, true, scores);
  }

  /** The same with the score of each document, which takes the server some time. */
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
