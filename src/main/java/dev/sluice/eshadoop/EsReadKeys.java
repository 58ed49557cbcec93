package dev.sluice.eshadoop;

import java.util.Collections;
import java.util.List;

/** The keys of reading. */
final class EsReadKeys {

  static final List<EsKey> ALL = Collections.emptyList();

  private EsReadKeys() {}

  static void translate(EsDraft draft) {}
}
