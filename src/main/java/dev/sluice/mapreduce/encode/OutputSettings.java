package dev.sluice.mapreduce.encode;

import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Setting;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keys of the output format. */
public final class OutputSettings {

  /** Where to. */
  public static final Setting<Optional<String>> INDEX =
      Setting.parsed("sluice.index", "index", "", IndexPattern.RULE, IndexPattern::check)
          .doc(
              "The index, alias or data stream to write to. The letters of a date are those of"
                  + " Java's SimpleDateFormat: yyyy is the year, YYYY the one that the week belongs"
                  + " to.")
          .common();

  /** A missing index. */
  public static final Setting<String> INDEX_CREATE =
      Setting.text("sluice.index.create", "auto")
          .doc(
              "What to do if the index is missing: auto creates it with the server's templates,"
                  + " never refuses the job, anything else is the path of a JSON file with the"
                  + " body of the create request, read when the job is submitted.")
          .common();

  /** Ids. */
  public static final Setting<IdRule> ID =
      Setting.parsed(
              "sluice.id", "id rule", "none", "must be none, key or field:NAME", IdRule::parse)
          .doc(
              "Where a document's id comes from: the record's key, a field of the document (by name"
                  + " or dotted path), or none, which generates one.")
          .common();

  /** Generated ids. */
  public static final Setting<IdGeneration> ID_GENERATE =
      Setting.choice("sluice.id.generate", IdGeneration.class, IdGeneration.AUTO)
          .doc(
              "How ids are generated: content hashes the document, auto takes the record's number"
                  + " instead where the order of the input is fixed, server leaves it to"
                  + " Elasticsearch, which doubles documents when a request must be repeated, each"
                  + " takes the record's number where it can and else leaves it to Elasticsearch,"
                  + " so that identical documents stay as many as they are.");

  /** Promised ids. */
  public static final Setting<Boolean> ID_UNIQUE =
      Setting.flag("sluice.id.unique", false)
          .doc(
              "No two documents of the job have the same id. In an index that was empty they are"
                  + " counted at the end then, and the job fails unless all are there. The commands"
                  + " set it where they know it.");

  /** Operation. */
  public static final Setting<Operation> OPERATION =
      Setting.parsed(
              "sluice.operation",
              "choice",
              "index",
              "must be one of index, create, update, upsert, delete",
              OutputSettings::operation)
          .doc("What to do with each document; a BulkActionWritable brings its own operation.")
          .common();

  /** Routing. */
  public static final Setting<Optional<String>> ROUTING_FIELD =
      Setting.text("sluice.routing.field")
          .doc(
              "The field of the document, by name or dotted path, whose text is its routing; a text"
                  + " in angle brackets is the routing of all.");

  /** Pipeline. */
  public static final Setting<Optional<String>> PIPELINE =
      Setting.text("sluice.pipeline").doc("The ingest pipeline that documents go through.");

  /** Concurrent updates. */
  public static final Setting<Integer> RETRY_ON_CONFLICT =
      Setting.whole("sluice.update.retry-on-conflict", 0, 0, 1000)
          .doc("How often the server itself retries an update that met a concurrent one.");

  /** Encoder. */
  public static final Setting<Optional<String>> VALUE_ENCODER =
      Setting.text("sluice.value.encoder")
          .doc(
              "The class, a dev.sluice.io.ValueEncoder, that makes actions of records; by"
                  + " default the type of the value decides.");

  /** Job directory. */
  public static final Setting<Optional<String>> JOB_DIR =
      Setting.text("sluice.job.dir")
          .doc(
              "The directory for the job's rejected documents and ledgers; it must not exist yet."
                  + " By default .sluice/JOB in the user's home.")
          .common();

  /** Speculation. */
  public static final Setting<Boolean> SPECULATION_ALLOW =
      Setting.flag("sluice.speculation.allow", false)
          .doc(
              "Leave speculative execution as the cluster has it; by default it is switched off,"
                  + " since each speculative attempt sends its documents once more.");

  /** Secrets. */
  public static final Setting<Optional<String>> SECRETS_FILE =
      Setting.text("sluice.secrets.file")
          .doc(
              "A local properties file with secrets such as sluice.auth.password, readable by its"
                  + " owner only, read when the job is submitted. A Hadoop credential provider"
                  + " does the same.");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(
              INDEX,
              INDEX_CREATE,
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
      throw new IllegalArgumentException("a script comes with its action, not by a setting");
    }
    return operation;
  }
}
