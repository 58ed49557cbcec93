package dev.sluice.mapreduce.encode;

import dev.sluice.config.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The keys of updates by a script, for the operations update and upsert. */
public final class ScriptSettings {

  /** The script itself. */
  public static final Setting<Optional<String>> SOURCE =
      Setting.text("sluice.script.source")
          .doc(
              "The script that changes each document, in place of the document written; with upsert"
                  + " the latter is what is written where there is none.");

  /** One that is stored. */
  public static final Setting<Optional<String>> ID =
      Setting.text("sluice.script.id")
          .doc("The id of a script stored in the cluster, in place of sluice.script.source.");

  /** Its language. */
  public static final Setting<Optional<String>> LANG =
      Setting.text("sluice.script.lang")
          .doc("The language of sluice.script.source; by default the server's, which is painless.");

  /** Its parameters. */
  public static final Setting<List<String>> PARAMS =
      Setting.list("sluice.script.params", "")
          .doc(
              "The script's parameters as NAME:FIELD, separated by commas, with the field of the"
                  + " document written, by name or dotted path; NAME:<TEXT> is the same for all, a"
                  + " JSON value if it is one, else a string.");

  /** The same for all. */
  public static final Setting<Optional<String>> PARAMS_JSON =
      Setting.text("sluice.script.params.json")
          .doc("The script's parameters as a JSON object, the same for all documents.");

  /** Scripted upserts. */
  public static final Setting<Boolean> UPSERT =
      Setting.flag("sluice.script.upsert", false)
          .doc(
              "With the operation upsert, run the script where there is no document, too, on an"
                  + " empty one, rather than write the document given.");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(SOURCE, ID, LANG, PARAMS, PARAMS_JSON, UPSERT));

  private ScriptSettings() {}
}
