package dev.sluice.client.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The scope of a read, before it is checked against the cluster. Immutable. */
public final class ReadScope {

  final List<String> names;
  final boolean mayMiss;
  final boolean mayLackShards;
  final List<String> routing;
  final boolean needsSource;
  private final String query;

  private ReadScope(
      List<String> names,
      boolean mayMiss,
      boolean mayLackShards,
      List<String> routing,
      boolean needsSource,
      String query) {
    this.names = names;
    this.mayMiss = mayMiss;
    this.mayLackShards = mayLackShards;
    this.routing = routing;
    this.needsSource = needsSource;
    this.query = query;
  }

  /** All documents of indices, aliases, data streams and patterns. */
  public static ReadScope of(List<String> names) {
    return new ReadScope(copy(names), false, false, Collections.emptyList(), false, null);
  }

  private static List<String> copy(List<String> texts) {
    return Collections.unmodifiableList(new ArrayList<>(texts));
  }

  /** A copy; true skips missing names, false makes them an error. */
  public ReadScope mayMiss(boolean may) {
    return new ReadScope(names, may, mayLackShards, routing, needsSource, query);
  }

  /** A copy; true skips shards without a started copy, false makes them an error. */
  public ReadScope mayLackShards(boolean may) {
    return new ReadScope(names, mayMiss, may, routing, needsSource, query);
  }

  /** A copy limited to the shards of these routing values, if any. */
  public ReadScope routedBy(List<String> values) {
    return new ReadScope(names, mayMiss, mayLackShards, copy(values), needsSource, query);
  }

  /** A copy; if documents are needed, an index without stored documents is an error. */
  public ReadScope needingSource(boolean needed) {
    return new ReadScope(names, mayMiss, mayLackShards, routing, needed, query);
  }

  /** A copy with a Query DSL query, which is validated. */
  public ReadScope matching(Optional<String> json) {
    return new ReadScope(names, mayMiss, mayLackShards, routing, needsSource, json.orElse(null));
  }

  Optional<String> query() {
    return Optional.ofNullable(query);
  }
}
