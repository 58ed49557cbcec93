package dev.sluice.fault;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The documents of a {@link ScriptedElasticsearch}: applies actions as Elasticsearch would, and
 * remembers what it applied and what it told the client. Thread-safe; everything is guarded by
 * this.
 */
final class AppliedActions implements GroundTruth {

  private static final Pattern OPERATION = Pattern.compile("^\\{\"(index|create|update|delete)\"");
  private static final Pattern ID = Pattern.compile("\"_id\":\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");

  /** One action of a bulk request, as it came over the wire. */
  record Item(String operation, Optional<String> id, String source) {

    /** What tells it from every other item, over all resends. */
    String key() {
      return id.orElse("") + source + operation;
    }
  }

  private final Map<String, String> documents = new HashMap<>();
  private final Set<String> acknowledged = new HashSet<>();
  private int generated;

  static List<Item> parse(String body) {
    List<Item> items = new ArrayList<>();
    String[] lines = body.split("\n");
    for (int i = 0; i < lines.length; i++) {
      Matcher operation = OPERATION.matcher(lines[i]);
      if (!operation.find()) {
        throw new AssertionError("not an action: " + lines[i]);
      }
      Matcher id = ID.matcher(lines[i]);
      items.add(
          new Item(
              operation.group(1),
              id.find() ? Optional.of(id.group(1)) : Optional.empty(),
              operation.group(1).equals("delete") ? "" : lines[++i]));
    }
    return items;
  }

  static Set<String> idsIn(String text) {
    Set<String> ids = new HashSet<>();
    Matcher id = ID.matcher(text);
    while (id.find()) {
      ids.add(id.group(1));
    }
    return ids;
  }

  static long number(String source) {
    Matcher number = NUMBER.matcher(source);
    return number.find() ? Long.parseLong(number.group(1)) : -1;
  }

  /** Applies one action; the status that Elasticsearch would answer. */
  synchronized int apply(Item item) {
    String id = item.id().orElseGet(() -> "generated-" + generated++);
    boolean there = documents.containsKey(id);
    switch (item.operation()) {
      case "create":
        return documents.putIfAbsent(id, item.source()) == null ? 201 : 409;
      case "delete":
        documents.remove(id);
        return there ? 200 : 404;
      case "update":
        if (!there && !item.source().contains("\"doc_as_upsert\":true")) {
          return 404;
        }
        documents.put(id, item.source());
        return there ? 200 : 201;
      default:
        documents.put(id, item.source());
        return there ? 200 : 201;
    }
  }

  /** Notes that the client was told of success. */
  synchronized void acknowledge(Item item) {
    if (!item.operation().equals("delete")) {
      item.id().ifPresent(acknowledged::add);
    } else {
      item.id().ifPresent(acknowledged::remove);
    }
  }

  synchronized Optional<String> source(String id) {
    return Optional.ofNullable(documents.get(id));
  }

  synchronized int count() {
    return documents.size();
  }

  @Override
  public synchronized List<Found> documents() {
    return documents.entrySet().stream()
        .map(document -> new Found(document.getKey(), number(document.getValue())))
        .toList();
  }

  @Override
  public synchronized Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }
}
