package dev.sluice.eshadoop;

import java.util.Collections;
import java.util.List;

/** The keys of the connection, which writing and reading share. */
final class EsConnectionKeys {

  static final List<EsKey> ALL = Collections.emptyList();

  private EsConnectionKeys() {}

  static void translate(EsDraft draft) {}
}
