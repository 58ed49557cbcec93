package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All known elasticsearch-hadoop keys, in the order of the table. opensearch-hadoop has the same
 * keys with the prefix {@code opensearch.}.
 */
public final class EsKeys {

  /** The prefix of all keys of elasticsearch-hadoop. */
  public static final String PREFIX = "es.";

  /** All keys. */
  public static final List<EsKey> ALL =
      EsKey.all(EsConnectionKeys.ALL, EsWriteKeys.ALL, EsReadKeys.ALL, EsOtherKeys.ALL);

  private EsKeys() {}

  /** Finds the key of a name; an exact name takes precedence over one that ends in {@code *}. */
  static Optional<EsKey> named(String name, List<EsKey> among) {
    Optional<EsKey> exact =
        among.stream().filter(key -> !key.isPrefix() && key.matches(name)).findFirst();
    return exact.isPresent() ? exact : among.stream().filter(key -> key.matches(name)).findFirst();
  }

  /** Whether a name has the prefix of the keys of elasticsearch-hadoop or opensearch-hadoop. */
  public static boolean isKey(String name) {
    return EsNames.isKey(name);
  }

  /** The names of a key of elasticsearch-hadoop: its own, and the one in opensearch-hadoop. */
  public static List<String> names(String key) {
    return Collections.unmodifiableList(Arrays.asList(key, EsNames.inOpenSearch(key)));
  }

  /** Whether the value of a key, of either, is secret. */
  public static boolean isSecret(String name) {
    return named(EsNames.inElasticsearch(name), ALL).filter(EsKey::isSecret).isPresent();
  }
}
