package dev.sluice.eshadoop;

import java.util.List;

/** The keys of writing. */
final class EsWriteKeys {

  static final List<EsKey> ALL =
      EsKey.all(
          EsResourceKeys.ALL,
          EsMappingKeys.ALL,
          EsBatchKeys.ALL,
          EsScriptKeys.ALL,
          EsErrorKeys.ALL);

  private EsWriteKeys() {}

  static void translate(EsDraft draft) {
    EsResourceKeys.translate(draft);
    EsMappingKeys.translate(draft);
    EsBatchKeys.translate(draft);
    EsScriptKeys.translate(draft);
    EsErrorKeys.translate(draft);
  }
}
