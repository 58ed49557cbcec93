package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The keys of writing. */
final class EsWriteKeys {

  static final EsKey RESOURCE =
      EsKey.kept("es.resource", "", "The index to write to and to read from.")
          .to("sluice.index", "sluice.read.index");

  static final EsKey RESOURCE_WRITE =
      EsKey.kept("es.resource.write", "", "The index to write to, where another one is read.")
          .to("sluice.index");

  static final List<EsKey> ALL =
      Collections.unmodifiableList(Arrays.asList(RESOURCE, RESOURCE_WRITE));

  private EsWriteKeys() {}

  static void translate(EsDraft draft) {
    if (draft.find(RESOURCE_WRITE).isPresent()) {
      draft.set(RESOURCE_WRITE, "sluice.index", draft.text(RESOURCE_WRITE));
    } else if (draft.find(RESOURCE).isPresent()) {
      draft.set(RESOURCE, "sluice.index", draft.text(RESOURCE));
    }
  }
}
