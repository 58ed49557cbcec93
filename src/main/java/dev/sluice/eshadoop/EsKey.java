package dev.sluice.eshadoop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * One key of elasticsearch-hadoop, written once: its name, its default there, and what becomes of
 * it here. A name that ends in {@code *} stands for every key that begins like it. Immutable.
 */
public final class EsKey {

  /** What becomes of a key. */
  public enum Fate {
    /** It means what it always did. */
    KEPT,
    /** It is understood, and something better done; the log says so. */
    OURS,
    /** It has no effect, and that does no harm; there is a warning. */
    IGNORED,
    /** To ignore it would change the data or the security, so that the job is not submitted. */
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

  /** The keys of several lists in one. */
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
   * A key in whose place something better is done.
   *
   * @param doc what is done; it goes to the log when the key is given
   */
  static EsKey ours(String name, String fallback, String doc) {
    return of(Fate.OURS, name, fallback, doc);
  }

  /**
   * A key without effect.
   *
   * @param doc why that does no harm; it goes to the log when the key is given
   */
  static EsKey ignored(String name, String fallback, String doc) {
    return of(Fate.IGNORED, name, fallback, doc);
  }

  /**
   * A key that ends the submit.
   *
   * @param doc what to do instead; it is said when the key is given
   */
  static EsKey refused(String name, String fallback, String doc) {
    return of(Fate.REFUSED, name, fallback, doc);
  }

  /** The same key, also under names that it had before. */
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

  /** The same key, with the settings of ours that it may set, secrets among them. */
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

  /** The same key, whose value nobody may see: it is taken out of the job's configuration. */
  EsKey secret() {
    return new EsKey(fate, name, fallback, doc, older, becomes, true);
  }

  /** Whether a key that somebody gave is this one. */
  boolean matches(String key) {
    return isPrefix() ? key.startsWith(beginning()) : key.equals(name) || older.contains(key);
  }

  boolean isPrefix() {
    return name.endsWith(ANY);
  }

  /** What the keys of a name with a {@code *} begin with. */
  String beginning() {
    return name.substring(0, name.length() - ANY.length());
  }

  /** Its names before it was called what it is. */
  public List<String> older() {
    return older;
  }

  /** What becomes of it. */
  public Fate fate() {
    return fate;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its default there, as a user would write it; empty where there is none. */
  public String fallback() {
    return fallback;
  }

  /** What becomes of it, in sentences. */
  public String doc() {
    return doc;
  }

  /** The settings and secrets of ours that it may set. */
  public List<String> becomes() {
    return becomes;
  }

  /** Whether nobody may see its value. */
  public boolean isSecret() {
    return secret;
  }

  @Override
  public String toString() {
    return name;
  }
}
