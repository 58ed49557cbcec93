package dev.sluice.cli.settings;

import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.Setting;
import dev.sluice.config.Spelling;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of all keys and secrets; suggests one for a mistyped name. */
public final class KeyNames {

  public static final String PREFIX = "sluice.";

  /** More changes than that make another word. */
  private static final int MOST_EDITS = 3;

  private static final int MOST_SHOWN = 4;

  private static final Set<String> SECRETS = secrets();
  private static final Set<String> ALL = all();

  private KeyNames() {}

  private static Set<String> secrets() {
    Set<String> names = new TreeSet<>(Secrets.NAMES);
    Secrets.NAMES.forEach(name -> names.add(Secrets.twin(name)));
    return Collections.unmodifiableSet(names);
  }

  private static Set<String> all() {
    Set<String> names = new TreeSet<>(SECRETS);
    AllSettings.ALL.forEach(setting -> names.add(setting.key()));
    ConnectionSettings.ALL.forEach(setting -> names.add(Secrets.twin(setting.key())));
    return Collections.unmodifiableSet(names);
  }

  public static boolean isKnown(String key) {
    return ALL.contains(key);
  }

  static boolean isSecret(String key) {
    return SECRETS.contains(key);
  }

  /** The connection key that corresponds to a key for reading only. */
  static Optional<Setting<?>> twinOf(String key) {
    return ConnectionSettings.ALL.stream()
        .filter(setting -> Secrets.twin(setting.key()).equals(key))
        .findFirst();
  }

  /** A question that names the key probably meant, to end a message; empty if there is none. */
  public static String suggestion(String written) {
    return Spelling.nearest(written, ALL, MOST_EDITS)
        .map(Collections::singletonList)
        .map(Spelling::question)
        .orElseGet(() -> Spelling.question(alike(written)));
  }

  /** Keys that end like the one written, such as sluice.index.load-mode for sluice.load-mode. */
  private static List<String> alike(String written) {
    String last = written.substring(written.lastIndexOf('.') + 1);
    return Spelling.nearest(last, lastWords(), MOST_EDITS)
        .map(word -> ALL.stream().filter(key -> key.endsWith("." + word)))
        .orElseGet(Stream::empty)
        .limit(MOST_SHOWN)
        .collect(Collectors.toList());
  }

  private static Collection<String> lastWords() {
    return ALL.stream()
        .map(key -> key.substring(key.lastIndexOf('.') + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
