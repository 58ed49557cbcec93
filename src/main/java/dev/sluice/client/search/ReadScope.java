package dev.sluice.client.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What is to be read, before anybody looked whether it is there. Immutable. */
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

  /** Everything in some indices, aliases and data streams, and in patterns of them. */
  public static ReadScope of(List<String> names) {
    return new ReadScope(copy(names), false, false, Collections.emptyList(), false, null);
  }

  private static List<String> copy(List<String> texts) {
    return Collections.unmodifiableList(new ArrayList<>(texts));
  }

  /** The same; those names that are missing are left out if they may be, and an error otherwise. */
  public ReadScope mayMiss(boolean may) {
    return new ReadScope(names, may, mayLackShards, routing, needsSource, query);
  }

  /** The same; shards that nobody can read now are left out if they may be, or an error. */
  public ReadScope mayLackShards(boolean may) {
    return new ReadScope(names, mayMiss, may, routing, needsSource, query);
  }

  /** The same; of those shards alone where documents of these routing values are, if any. */
  public ReadScope routedBy(List<String> values) {
    return new ReadScope(names, mayMiss, mayLackShards, copy(values), needsSource, query);
  }

  /** The same; an index that keeps no documents is an error if they are needed. */
  public ReadScope needingSource(boolean needed) {
    return new ReadScope(names, mayMiss, mayLackShards, routing, needed, query);
  }

  /** The same; with a query of the Query DSL, to be checked. */
  public ReadScope matching(Optional<String> json) {
    return new ReadScope(names, mayMiss, mayLackShards, routing, needsSource, json.orElse(null));
  }

  Optional<String> query() {
    return Optional.ofNullable(query);
  }
}
