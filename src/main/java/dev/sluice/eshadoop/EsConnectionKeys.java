package dev.sluice.eshadoop;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of the connection, for writing and reading. */
final class EsConnectionKeys {

  static final List<EsKey> ALL =
      Collections.unmodifiableList(
          Stream.of(EsNodeKeys.ALL, EsTrustKeys.ALL, EsProxyKeys.ALL, EsAwsKeys.ALL)
              .flatMap(List::stream)
              .collect(Collectors.toList()));

  private EsConnectionKeys() {}

  static void translate(EsDraft draft) {
    EsNodeKeys.translate(draft);
    EsTrustKeys.translate(draft);
    EsProxyKeys.translate(draft);
    EsAwsKeys.translate(draft);
  }
}
