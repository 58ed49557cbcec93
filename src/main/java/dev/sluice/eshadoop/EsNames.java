package dev.sluice.eshadoop;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that a job gives its keys. opensearch-hadoop has the keys of elasticsearch-hadoop with
 * another prefix: {@code opensearch.nodes} is {@code es.nodes}. The translation works with the
 * names of elasticsearch-hadoop; messages have those of the job. Immutable.
 */
final class EsNames {

  private static final String ELASTICSEARCH = "es.";
  private static final String OPENSEARCH = "opensearch.";

  /** What may be a key in a message, without a full stop at its end. */
  private static final Pattern KEY = Pattern.compile("(?<![\\w.-])es(\\.[\\w*-]+)+");

  private final SortedMap<String, String> values = new TreeMap<>();
  private final SortedMap<String, String> names = new TreeMap<>();
  private final Set<String> conflicts = new LinkedHashSet<>();

  /** Takes the keys of a job by their names; a blank value counts as not set. */
  EsNames(Map<String, String> keys) {
    new TreeMap<>(keys).forEach((name, value) -> add(name, value.trim()));
  }

  private void add(String name, String value) {
    if (value.isEmpty()) {
      return;
    }
    String key = inElasticsearch(name);
    String other = values.putIfAbsent(key, value);
    String otherName = names.putIfAbsent(key, name);
    if (other != null && !other.equals(value)) {
      conflicts.add(
          otherName + " and " + name + " are the same key with different values: remove one");
    }
  }

  /** Whether a name has the prefix of elasticsearch-hadoop or opensearch-hadoop. */
  static boolean isKey(String name) {
    return name.startsWith(ELASTICSEARCH) || name.startsWith(OPENSEARCH);
  }

  /** The name of a key in elasticsearch-hadoop. */
  static String inElasticsearch(String name) {
    return name.startsWith(OPENSEARCH) ? ELASTICSEARCH + name.substring(OPENSEARCH.length()) : name;
  }

  /** The name of a key in opensearch-hadoop. */
  static String inOpenSearch(String name) {
    return OPENSEARCH + name.substring(ELASTICSEARCH.length());
  }

  /** The values by the names in elasticsearch-hadoop. */
  SortedMap<String, String> values() {
    return Collections.unmodifiableSortedMap(values);
  }

  /** A problem for each key that has two values. */
  Set<String> conflicts() {
    return Collections.unmodifiableSet(conflicts);
  }

  /**
   * A message with the names that the job uses.
   *
   * @param isKey whether a name is that of a key in elasticsearch-hadoop
   */
  String in(String message, Predicate<String> isKey) {
    boolean open = isOpenSearch();
    Matcher key = KEY.matcher(message);
    StringBuffer out = new StringBuffer();
    while (key.find()) {
      key.appendReplacement(
          out, Matcher.quoteReplacement(named(key.group(), open && isKey.test(key.group()))));
    }
    String text = key.appendTail(out).toString();
    return open ? text.replace("elasticsearch-hadoop", "opensearch-hadoop") : text;
  }

  /** Whether all keys of the job are those of opensearch-hadoop. */
  private boolean isOpenSearch() {
    return !names.isEmpty()
        && names.values().stream().allMatch(name -> name.startsWith(OPENSEARCH));
  }

  private String named(String key, boolean other) {
    return names.getOrDefault(key, other ? inOpenSearch(key) : key);
  }
}
