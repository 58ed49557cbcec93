package dev.sluice.mapreduce.encode;

import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The configuration keys of the output format. */
public final class OutputSettings {

  /** Target index. */
  public static final Setting<Optional<String>> INDEX =
      Setting.parsed("sluice.index", "index", "", IndexPattern.RULE, IndexPattern::check)
          .doc(
              "Index, alias or data stream to write to. {field} and {field|yyyy-MM-dd}"
                  + " are filled from each document. Date patterns use Java SimpleDateFormat"
                  + " (use yyyy, not YYYY).")
          .common();

  /** Creation of a missing index. */
  public static final Setting<String> INDEX_CREATE =
      Setting.text("sluice.index.create", "auto")
          .doc(
              "What to do if the index does not exist. auto: let Elasticsearch create"
                  + " it, with its index templates. never: fail at submission. Anything else:"
                  + " path of a JSON file with the body of the create-index request, read at"
                  + " submission.")
          .common();

  /** Dry run. */
  public static final Setting<Boolean> DRY_RUN =
      Setting.flag("sluice.dry-run", false)
          .doc(
              "Runs the whole job, but sends nothing: records are read, converted and"
                  + " counted, and those that cannot be converted are saved as rejected. The"
                  + " cluster is asked, and not changed.");

  /** Source of ids. */
  public static final Setting<IdRule> ID =
      Setting.parsed(
              "sluice.id", "id rule", "none", "must be none, key or field:NAME", IdRule::parse)
          .doc(
              "Source of the document id. key: the record's key. field:NAME: a field of"
                  + " the document, by name or dotted path. none: ids are generated.")
          .common();

  /** Generation of ids. */
  public static final Setting<IdGeneration> ID_GENERATE =
      Setting.choice("sluice.id.generate", IdGeneration.class, IdGeneration.AUTO)
          .doc(
              "How ids are generated. content: a hash of the document. auto: the"
                  + " record's number if the input order is fixed, otherwise content. server:"
                  + " Elasticsearch generates them, and a retried request can create"
                  + " duplicates. each: the record's number if possible, otherwise server;"
                  + " identical documents are all kept.");

  /** Whether ids are unique. */
  public static final Setting<Boolean> ID_UNIQUE =
      Setting.flag("sluice.id.unique", false)
          .doc(
              "Declares that all documents of the job have different ids. If the index"
                  + " was empty, the job then counts its documents at the end and fails if"
                  + " some are missing. The commands set this key when they know it.");

  /** Operation. */
  public static final Setting<Operation> OPERATION =
      Setting.parsed(
              "sluice.operation",
              "choice",
              "index",
              "must be one of index, create, update, upsert, delete",
              OutputSettings::operation)
          .doc(
              "Bulk operation for each document. A BulkActionWritable carries its own"
                  + " operation.")
          .common();

  /** Routing field. */
  public static final Setting<Optional<String>> ROUTING_FIELD =
      Setting.text("sluice.routing.field")
          .doc(
              "Field of the document, by name or dotted path, that holds the routing"
                  + " value. A text in angle brackets, such as <eu>, is the routing value of"
                  + " all documents.");

  /** Ingest pipeline. */
  public static final Setting<Optional<String>> PIPELINE =
      Setting.text("sluice.pipeline").doc("Ingest pipeline for the documents.");

  /** Retries of conflicting updates. */
  public static final Setting<Integer> RETRY_ON_CONFLICT =
      Setting.whole("sluice.update.retry-on-conflict", 0, 0, 1000)
          .doc(
              "How many times Elasticsearch retries an update after a version conflict"
                  + " (retry_on_conflict).");

  /** Encoder class. */
  public static final Setting<Optional<String>> VALUE_ENCODER =
      Setting.text("sluice.value.encoder")
          .doc(
              "Class that turns records into bulk actions, an implementation of"
                  + " dev.sluice.io.ValueEncoder. By default the type of the value decides.");

  /** Job directory. */
  public static final Setting<Optional<String>> JOB_DIR =
      Setting.text("sluice.job.dir")
          .doc(
              "Directory for the job's rejected documents and the counts of its tasks."
                  + " It must not exist. By default .sluice/JOB_ID in the user's home"
                  + " directory.")
          .common();

  /** Speculative execution. */
  public static final Setting<Boolean> SPECULATION_ALLOW =
      Setting.flag("sluice.speculation.allow", false)
          .doc(
              "Keeps the cluster's setting for speculative execution. By default Sluice"
                  + " turns it off, because each speculative attempt sends its documents"
                  + " again.");

  /** Secrets file. */
  public static final Setting<Optional<String>> SECRETS_FILE =
      Setting.text("sluice.secrets.file")
          .doc(
              "Local properties file with secrets such as sluice.auth.password, read at"
                  + " submission. Only its owner may have read permission. A Hadoop credential"
                  + " provider works too.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(
              INDEX,
              INDEX_CREATE,
              DRY_RUN,
              ID,
              ID_GENERATE,
              ID_UNIQUE,
              OPERATION,
              ROUTING_FIELD,
              PIPELINE,
              RETRY_ON_CONFLICT,
              VALUE_ENCODER,
              JOB_DIR,
              SPECULATION_ALLOW,
              SECRETS_FILE));

  private OutputSettings() {}

  private static Operation operation(String text) {
    Operation operation = Operation.valueOf(text.toUpperCase(Locale.ROOT));
    if (operation == Operation.SCRIPT) {
      throw new IllegalArgumentException("script is not a valid operation here");
    }
    return operation;
  }
}
