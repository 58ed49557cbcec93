package dev.sluice.eshadoop;

import dev.sluice.config.Lookup;
import dev.sluice.config.Secret;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A translation in progress, with its input and output. Keys have their names in
 * elasticsearch-hadoop, in messages, too. Not thread-safe.
 */
final class EsDraft {

  final EsNames names;
  final SortedMap<String, String> given;
  final Map<String, String> settings = new LinkedHashMap<>();
  final Map<String, Secret> secrets = new LinkedHashMap<>();
  final Set<String> notes = new LinkedHashSet<>();
  final Set<String> warnings = new LinkedHashSet<>();
  final Set<String> problems = new LinkedHashSet<>();

  private final Lookup ours;

  /**
   * Creates a draft without output.
   *
   * @param keys all keys that start with {@code es.} or {@code opensearch.}
   * @param ours the {@code sluice.*} settings that are set; they take precedence
   */
  EsDraft(Map<String, String> keys, Lookup ours) {
    names = new EsNames(keys);
    given = names.values();
    problems.addAll(names.conflicts());
    this.ours = ours;
  }

  /** The value of a key, by its current or an older name. */
  Optional<String> find(EsKey key) {
    String text = given.get(key.name());
    for (String name : key.older()) {
      text = text == null ? given.get(name) : text;
    }
    return Optional.ofNullable(text);
  }

  /** The value of a key, or its default. */
  String text(EsKey key) {
    return find(key).orElse(key.fallback());
  }

  /** The value of a boolean key, or its default. */
  boolean flag(EsKey key) {
    return EsBoolean.read(text(key));
  }

  /** The values of a key with a {@code *}, by the text that the star matches. */
  SortedMap<String, String> under(EsKey key) {
    SortedMap<String, String> found = new TreeMap<>();
    given.forEach(
        (name, value) -> {
          if (key.matches(name)) {
            found.put(name.substring(key.beginning().length()), value);
          }
        });
    return found;
  }

  /** Whether a {@code sluice.*} setting is set. */
  boolean isOurs(String setting) {
    return ours.find(setting) != null;
  }

  /**
   * Sets one of our settings, unless it is set already.
   *
   * @param from the key that translates to it and declares it
   */
  void set(EsKey from, String setting, String value) {
    check(from, setting);
    String own = ours.find(setting);
    if (own == null) {
      settings.put(setting, value);
    } else if (find(from).isPresent() && !own.trim().equals(value)) {
      notes.add(from + " is ignored because " + setting + " is also set");
    }
  }

  /** Sets one of our secrets. */
  void secret(EsKey from, String name, String value) {
    check(from, name);
    secrets.put(name, Secret.of(value));
  }

  private static void check(EsKey from, String setting) {
    if (!from.becomes().contains(setting)) {
      throw new AssertionError(from + " does not declare the setting " + setting);
    }
  }

  /** Adds an informational message for the log. */
  void note(String text) {
    notes.add(text);
  }

  /** Adds a warning for the log. */
  void warn(String text) {
    warnings.add(text);
  }

  /** Adds a problem that prevents submission. */
  void refuse(String text) {
    problems.add(text);
  }
}
