package dev.sluice.eshadoop;

import dev.sluice.config.Lookup;
import dev.sluice.config.Secret;
import dev.sluice.config.Spelling;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The translation of the {@code es.*} or {@code opensearch.*} keys of a job: settings, secrets and
 * messages. A {@code sluice.*} setting takes precedence over them. Immutable.
 */
public final class EsTranslation {

  /** The maximum number of changes for a suggestion. */
  private static final int MOST_EDITS = 3;

  private final Map<String, String> settings;
  private final Map<String, Secret> secrets;
  private final List<String> notes;
  private final List<String> warnings;
  private final List<String> problems;

  private EsTranslation(EsDraft draft) {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(draft.settings));
    secrets = Collections.unmodifiableMap(new LinkedHashMap<>(draft.secrets));
    notes = named(draft.notes, draft.names);
    warnings = named(draft.warnings, draft.names);
    problems = named(draft.problems, draft.names);
  }

  private static List<String> named(Collection<String> lines, EsNames names) {
    return Collections.unmodifiableList(
        lines.stream()
            .map(line -> names.in(line, EsTranslation::isKey))
            .collect(Collectors.toList()));
  }

  private static boolean isKey(String name) {
    return EsKeys.named(name, EsKeys.ALL).isPresent();
  }

  /**
   * Translates the keys of a job that writes.
   *
   * @param keys all keys that start with {@code es.} or {@code opensearch.}, with their texts
   * @param ours the {@code sluice.*} settings that are set
   */
  public static EsTranslation ofWriting(Map<String, String> keys, Lookup ours) {
    EsDraft draft = new EsDraft(keys, ours);
    judge(draft, EsKey.all(EsConnectionKeys.ALL, EsWriteKeys.ALL, EsOtherKeys.ALL));
    if (!draft.given.isEmpty()) {
      EsConnectionKeys.translate(draft);
      EsWriteKeys.translate(draft);
    }
    return new EsTranslation(draft);
  }

  /**
   * Translates the keys of a job that reads.
   *
   * @param keys all keys that start with {@code es.} or {@code opensearch.}, with their texts
   * @param ours the {@code sluice.*} settings that are set
   */
  public static EsTranslation ofReading(Map<String, String> keys, Lookup ours) {
    EsDraft draft = new EsDraft(keys, ours);
    judge(draft, EsKey.all(EsConnectionKeys.ALL, EsReadKeys.ALL, EsOtherKeys.ALL));
    if (!draft.given.isEmpty()) {
      EsConnectionKeys.translate(draft);
      EsReadKeys.translate(draft);
    }
    return new EsTranslation(draft);
  }

  /** Reports each key that does not simply keep its meaning. */
  private static void judge(EsDraft draft, List<EsKey> ofThisWay) {
    for (String name : draft.given.keySet()) {
      Optional<EsKey> key = EsKeys.named(name, ofThisWay);
      if (key.isPresent()) {
        judge(name, key.get(), draft);
      } else if (!EsKeys.named(name, EsKeys.ALL).isPresent()) {
        draft.warn(
            name + " is not a key of elasticsearch-hadoop and has no effect" + suggestion(name));
      }
    }
  }

  private static void judge(String name, EsKey key, EsDraft draft) {
    switch (key.fate()) {
      case KEPT:
        return;
      case OURS:
        draft.note(name + ": " + key.doc());
        return;
      case IGNORED:
        draft.warn(name + " has no effect: " + key.doc());
        return;
      case REFUSED:
        draft.refuse(name + " is not supported: " + key.doc());
        return;
    }
    throw new AssertionError(key.fate());
  }

  private static String suggestion(String name) {
    List<String> names = EsKeys.ALL.stream().map(EsKey::name).collect(Collectors.toList());
    return Spelling.hint(name, names, MOST_EDITS);
  }

  /** The resulting settings, without those already set. */
  public Map<String, String> settings() {
    return settings;
  }

  /** The resulting secrets. */
  public Map<String, Secret> secrets() {
    return secrets;
  }

  /** Informational messages about replaced behavior. */
  public List<String> notes() {
    return notes;
  }

  /** Warnings about keys without effect. */
  public List<String> warnings() {
    return warnings;
  }

  /** The reasons why the job cannot be submitted; empty if it can. */
  public List<String> problems() {
    return problems;
  }
}
