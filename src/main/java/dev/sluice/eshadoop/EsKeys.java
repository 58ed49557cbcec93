package dev.sluice.eshadoop;

import java.util.List;
import java.util.Optional;

/** All known elasticsearch-hadoop keys, in the order of the table. */
public final class EsKeys {

  /** The prefix of all keys. */
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

  /** Whether the value of a key is secret. */
  public static boolean isSecret(String name) {
    return named(name, ALL).filter(EsKey::isSecret).isPresent();
  }
}
