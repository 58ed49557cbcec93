package dev.sluice.cli.check;

import dev.sluice.client.cluster.JsonTree;

/** Counts the fields of a mapping as Elasticsearch does: objects and multi-fields included. */
final class FieldCount {

  private FieldCount() {}

  static long of(JsonTree mapping) {
    return mapping.at("runtime").fields().size() + children(mapping);
  }

  private static long children(JsonTree object) {
    long count = 0;
    for (String kind : new String[] {"properties", "fields"}) {
      for (JsonTree field : object.at(kind).fields().values()) {
        count += 1 + children(field);
      }
    }
    return count;
  }
}
