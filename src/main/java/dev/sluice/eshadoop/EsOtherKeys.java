package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Keys of other engines and internal keys, which no job needs to set. */
final class EsOtherKeys {

  static final EsKey SPARK = EsKey.ignored("es.spark.*", "", "it is a key of elasticsearch-spark.");
  static final EsKey INTERNAL =
      EsKey.ignored("es.internal.*", "", "it is an internal key of elasticsearch-hadoop.");

  static final List<EsKey> ALL = Collections.unmodifiableList(Arrays.asList(SPARK, INTERNAL));

  private EsOtherKeys() {}
}
