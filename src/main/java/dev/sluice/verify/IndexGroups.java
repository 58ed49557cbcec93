package dev.sluice.verify;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import dev.sluice.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names of indices and aliases that mean the same documents: an alias and its concrete indices are
 * one group, and so are aliases that share an index. Immutable.
 */
public final class IndexGroups {

  private final Map<String, String> groups;

  private IndexGroups(Map<String, String> groups) {
    this.groups = groups;
  }

  /** The groups of aliases and data streams, each with its concrete indices. */
  public static IndexGroups of(Map<String, ? extends Collection<String>> aliases) {
    Map<String, String> parents = new TreeMap<>();
    aliases.forEach(
        (alias, indices) -> {
          parents.putIfAbsent(alias, alias);
          for (String index : indices) {
            parents.putIfAbsent(index, index);
            join(parents, alias, index);
          }
        });
    Map<String, String> groups = new TreeMap<>();
    parents.keySet().forEach(name -> groups.put(name, root(parents, name)));
    return new IndexGroups(groups);
  }

  private static void join(Map<String, String> parents, String one, String other) {
    String first = root(parents, one);
    String second = root(parents, other);
    boolean inOrder = first.compareTo(second) < 0;
    parents.put(inOrder ? second : first, inOrder ? first : second);
  }

  private static String root(Map<String, String> parents, String name) {
    String at = name;
    while (!parents.get(at).equals(at)) {
      at = parents.get(at);
    }
    return at;
  }

  /** The name of a group; a name that belongs to none is a group of its own. */
  public String of(String name) {
    return groups.getOrDefault(name, name);
  }

  /** Stores them as text. */
  public String toJson() {
    ByteArray bytes = new ByteArray(256);
    JsonWriter json = new JsonWriter(bytes).startObject();
    groups.forEach((name, group) -> json.name(name).value(group));
    json.endObject();
    return new String(bytes.array(), 0, bytes.length(), StandardCharsets.UTF_8);
  }

  /** Reads the text of {@link #toJson}. */
  public static IndexGroups parse(String text) {
    Map<String, String> groups = new TreeMap<>();
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    try {
      JsonText.members(
          json,
          0,
          json.length,
          (name, start, count) ->
              JsonText.scalar(json, start, count).ifPresent(group -> groups.put(name, group)));
    } catch (JsonFormException e) {
      throw new IllegalArgumentException("not the groups of indices: " + e.getMessage(), e);
    }
    return new IndexGroups(groups);
  }
}
