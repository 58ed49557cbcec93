package dev.sluice.eshadoop;

import java.util.List;
import java.util.Optional;

/** Every key of elasticsearch-hadoop that is known here, in the order of the table. */
public final class EsKeys {

  /** What every key begins with. */
  public static final String PREFIX = "es.";

  /** All of them. */
  public static final List<EsKey> ALL =
      EsKey.all(EsConnectionKeys.ALL, EsWriteKeys.ALL, EsReadKeys.ALL, EsOtherKeys.ALL);

  private EsKeys() {}

  /** The key of a name; one that is spelt out before one that ends in a {@code *}. */
  static Optional<EsKey> named(String name, List<EsKey> among) {
    Optional<EsKey> exact =
        among.stream().filter(key -> !key.isPrefix() && key.matches(name)).findFirst();
    return exact.isPresent() ? exact : among.stream().filter(key -> key.matches(name)).findFirst();
  }

  /** Whether the value of a key must not be seen. */
  public static boolean isSecret(String name) {
    return named(name, ALL).filter(EsKey::isSecret).isPresent();
  }
}
