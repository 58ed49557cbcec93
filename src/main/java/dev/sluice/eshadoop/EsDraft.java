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
 * A translation while it is made: what the user gave is read from it, what becomes of that is
 * written to it. A key that holds nothing but blanks counts as not given. Not thread-safe.
 */
final class EsDraft {

  final SortedMap<String, String> given;
  final Map<String, String> settings = new LinkedHashMap<>();
  final Map<String, Secret> secrets = new LinkedHashMap<>();
  final Set<String> notes = new LinkedHashSet<>();
  final Set<String> warnings = new LinkedHashSet<>();
  final Set<String> problems = new LinkedHashSet<>();

  private final Lookup ours;

  /**
   * A draft without any outcome.
   *
   * @param keys every key that begins with {@code es.}
   * @param ours the settings of ours that the user gave, which win
   */
  EsDraft(Map<String, String> keys, Lookup ours) {
    given = new TreeMap<>();
    keys.forEach((name, value) -> given.put(name, value.trim()));
    given.values().removeIf(String::isEmpty);
    this.ours = ours;
  }

  /** What the user gave for a key, by its name or an older one. */
  Optional<String> find(EsKey key) {
    String text = given.get(key.name());
    for (String name : key.older()) {
      text = text == null ? given.get(name) : text;
    }
    return Optional.ofNullable(text);
  }

  /** What the user gave, or the default. */
  String text(EsKey key) {
    return find(key).orElse(key.fallback());
  }

  /** What the user gave for a switch, or the default. */
  boolean flag(EsKey key) {
    return EsBoolean.read(text(key));
  }

  /** What the user gave for the keys of a name with a {@code *}, by what stands in its place. */
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

  /** Whether the user gave a setting of ours. */
  boolean isOurs(String setting) {
    return ours.find(setting) != null;
  }

  /**
   * Sets one of our settings, unless the user gave it.
   *
   * @param from the key that says so, which names this setting among those it becomes
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

  /** Something for the log. */
  void note(String text) {
    notes.add(text);
  }

  /** Something for the log that the user should change. */
  void warn(String text) {
    warnings.add(text);
  }

  /** Something for which the job is not submitted. */
  void refuse(String text) {
    problems.add(text);
  }
}
