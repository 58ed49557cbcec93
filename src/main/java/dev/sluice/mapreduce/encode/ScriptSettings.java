package dev.sluice.mapreduce.encode;

import dev.sluice.config.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The configuration keys of scripted updates, for the operations update and upsert. */
public final class ScriptSettings {

  /** Inline script. */
  public static final Setting<Optional<String>> SOURCE =
      Setting.text("sluice.script.source")
          .doc(
              "Script that updates each document; the document written is not merged"
                  + " into it. With upsert, the document written is indexed if none exists. A"
                  + " document that the script deletes (ctx.op) counts as deleted.");

  /** Stored script. */
  public static final Setting<Optional<String>> ID =
      Setting.text("sluice.script.id")
          .doc("Id of a stored script, instead of sluice.script.source.");

  /** Language. */
  public static final Setting<Optional<String>> LANG =
      Setting.text("sluice.script.lang")
          .doc("Language of sluice.script.source. By default Elasticsearch uses painless.");

  /** Parameters from fields. */
  public static final Setting<List<String>> PARAMS =
      Setting.list("sluice.script.params", "")
          .doc(
              "Script parameters as NAME:FIELD, comma-separated; FIELD is a field of the"
                  + " document, by name or dotted path. NAME:<TEXT> is the same for all"
                  + " documents: a JSON value if TEXT is one, otherwise a string.");

  /** Constant parameters. */
  public static final Setting<Optional<String>> PARAMS_JSON =
      Setting.text("sluice.script.params.json")
          .doc("Script parameters as a JSON object, the same for all documents.");

  /** Scripted upsert. */
  public static final Setting<Boolean> UPSERT =
      Setting.flag("sluice.script.upsert", false)
          .doc(
              "With the operation upsert, runs the script also if no document exists, on"
                  + " an empty one. By default the document written is indexed in that case.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(SOURCE, ID, LANG, PARAMS, PARAMS_JSON, UPSERT));

  private ScriptSettings() {}
}
