package dev.sluice.eshadoop;

import dev.sluice.json.Escapes;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of scripted updates. */
final class EsScriptKeys {

  private static final String OUR_SOURCE = "sluice.script.source";
  private static final String OUR_ID = "sluice.script.id";
  private static final String OUR_LANG = "sluice.script.lang";
  private static final String OUR_PARAMS = "sluice.script.params";
  private static final String OUR_JSON = "sluice.script.params.json";
  private static final String OUR_UPSERT = "sluice.script.upsert";

  static final EsKey INLINE =
      EsKey.kept(
              "es.update.script.inline",
              "",
              "The script, for the operations update and upsert. With upsert, the document"
                  + " given is written if none exists. JSON escapes in the script are"
                  + " decoded.")
          .formerly("es.update.script")
          .to(OUR_SOURCE);
  static final EsKey STORED =
      EsKey.kept("es.update.script.stored", "", "The id of a stored script.").to(OUR_ID);
  static final EsKey FILE =
      EsKey.refused(
          "es.update.script.file",
          "",
          "Elasticsearch does not run scripts from files since version 6. Store the script and set"
              + " es.update.script.stored.");
  static final EsKey LANG =
      EsKey.kept("es.update.script.lang", "", "The script language; a stored script has its own.")
          .to(OUR_LANG);
  static final EsKey PARAMS =
      EsKey.kept(
              "es.update.script.params",
              "",
              "The script parameters, comma-separated: name:field or name:<constant>.")
          .to(OUR_PARAMS);
  static final EsKey JSON =
      EsKey.kept("es.update.script.params.json", "", "The script parameters as a JSON object.")
          .to(OUR_JSON);
  static final EsKey UPSERT =
      EsKey.kept(
              "es.update.script.upsert",
              "false",
              "With the operation upsert, run the script on an empty document if none exists.")
          .to(OUR_UPSERT);

  static final List<EsKey> ALL =
      Collections.unmodifiableList(Arrays.asList(INLINE, STORED, FILE, LANG, PARAMS, JSON, UPSERT));

  private EsScriptKeys() {}

  static void translate(EsDraft draft) {
    List<EsKey> given =
        Stream.of(INLINE, STORED)
            .filter(key -> draft.find(key).isPresent())
            .collect(Collectors.toList());
    if (given.isEmpty()) {
      return;
    }
    if (!EsResourceKeys.updates(draft)) {
      draft.warn(
          given.get(0)
              + " has no effect: scripts require an update, but "
              + EsResourceKeys.OPERATION
              + " is "
              + EsResourceKeys.operation(draft));
      return;
    }
    if (given.size() > 1) {
      draft.refuse(INLINE + " and " + STORED + " are both set: remove one of them");
    }
    draft
        .find(INLINE)
        // elasticsearch-hadoop inserts the text unescaped between the quotes of a JSON string.
        .ifPresent(text -> draft.set(INLINE, OUR_SOURCE, Escapes.undoneIfJson(text)));
    draft.find(STORED).ifPresent(id -> draft.set(STORED, OUR_ID, id));
    if (draft.find(INLINE).isPresent()) {
      draft.find(LANG).ifPresent(lang -> draft.set(LANG, OUR_LANG, lang));
    }
    translateParams(draft);
    if (draft.flag(UPSERT)) {
      draft.set(UPSERT, OUR_UPSERT, "true");
    }
  }

  private static void translateParams(EsDraft draft) {
    if (draft.find(PARAMS).isPresent() && draft.find(JSON).isPresent()) {
      draft.refuse(PARAMS + " and " + JSON + " are both set: remove one of them");
      return;
    }
    draft.find(PARAMS).ifPresent(params -> draft.set(PARAMS, OUR_PARAMS, params));
    draft.find(JSON).ifPresent(params -> draft.set(JSON, OUR_JSON, params));
  }
}
