package dev.sluice.eshadoop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A key of elasticsearch-hadoop: its name, its default there, and how Sluice treats it. A name that
 * ends in {@code *} matches all keys with that prefix. Immutable.
 */
public final class EsKey {

  /** How Sluice treats a key. */
  public enum Fate {
    /** Keeps its meaning. */
    KEPT,
    /** Understood, but replaced by a better behavior; logged. */
    OURS,
    /** Ignored without harm; logged as a warning. */
    IGNORED,
    /** Refused at submission, because ignoring it would change data or security. */
    REFUSED
  }

  private static final String ANY = "*";

  private final Fate fate;
  private final String name;
  private final String fallback;
  private final String doc;
  private final List<String> older;
  private final List<String> becomes;
  private final boolean secret;

  private EsKey(
      Fate fate,
      String name,
      String fallback,
      String doc,
      List<String> older,
      List<String> becomes,
      boolean secret) {
    this.fate = fate;
    this.name = Objects.requireNonNull(name, "name");
    this.fallback = fallback;
    this.doc = doc;
    this.older = older;
    this.becomes = becomes;
    this.secret = secret;
  }

  private static EsKey of(Fate fate, String name, String fallback, String doc) {
    return new EsKey(
        fate, name, fallback, doc, Collections.emptyList(), Collections.emptyList(), false);
  }

  /** Concatenates lists of keys. */
  @SafeVarargs
  static List<EsKey> all(List<EsKey>... parts) {
    List<EsKey> keys = new ArrayList<>();
    for (List<EsKey> part : parts) {
      keys.addAll(part);
    }
    return Collections.unmodifiableList(keys);
  }

  /** A key that keeps its meaning. */
  static EsKey kept(String name, String fallback, String doc) {
    return of(Fate.KEPT, name, fallback, doc);
  }

  /**
   * A key that is replaced by a better behavior.
   *
   * @param doc the behavior; logged if the key is set
   */
  static EsKey ours(String name, String fallback, String doc) {
    return of(Fate.OURS, name, fallback, doc);
  }

  /**
   * A key without effect.
   *
   * @param doc why that is harmless; logged if the key is set
   */
  static EsKey ignored(String name, String fallback, String doc) {
    return of(Fate.IGNORED, name, fallback, doc);
  }

  /**
   * A key that is refused at submission.
   *
   * @param doc what to do instead; reported if the key is set
   */
  static EsKey refused(String name, String fallback, String doc) {
    return of(Fate.REFUSED, name, fallback, doc);
  }

  /** A copy with older names. */
  EsKey formerly(String... names) {
    return new EsKey(
        fate,
        name,
        fallback,
        doc,
        Collections.unmodifiableList(Arrays.asList(names)),
        becomes,
        secret);
  }

  /** A copy with the {@code sluice.*} settings and secrets that it may set. */
  EsKey to(String... settings) {
    return new EsKey(
        fate,
        name,
        fallback,
        doc,
        older,
        Collections.unmodifiableList(Arrays.asList(settings)),
        secret);
  }

  /** A copy marked as secret: its value is removed from the job configuration. */
  EsKey secret() {
    return new EsKey(fate, name, fallback, doc, older, becomes, true);
  }

  /** Whether this key matches a name. */
  boolean matches(String key) {
    return isPrefix() ? key.startsWith(beginning()) : key.equals(name) || older.contains(key);
  }

  boolean isPrefix() {
    return name.endsWith(ANY);
  }

  /** The prefix of a name with a {@code *}. */
  String beginning() {
    return name.substring(0, name.length() - ANY.length());
  }

  /** The older names. */
  public List<String> older() {
    return older;
  }

  /** How Sluice treats the key. */
  public Fate fate() {
    return fate;
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The default in elasticsearch-hadoop, as a user would write it; empty if there is none. */
  public String fallback() {
    return fallback;
  }

  /** The description. */
  public String doc() {
    return doc;
  }

  /** The {@code sluice.*} settings and secrets that it may set. */
  public List<String> becomes() {
    return becomes;
  }

  /** Whether its value is secret. */
  public boolean isSecret() {
    return secret;
  }

  @Override
  public String toString() {
    return name;
  }
}
