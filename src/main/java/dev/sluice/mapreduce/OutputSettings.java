package dev.sluice.mapreduce;

import dev.sluice.bulk.Operation;
import dev.sluice.config.Setting;
import java.time.Duration;
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
                  + " takes the record's number where it can and else leaves it to Elasticsearch, so"
                  + " that identical documents stay as many as they are.");

  /** Promised ids. */
  public static final Setting<Boolean> ID_UNIQUE =
      Setting.flag("sluice.id.unique", false)
          .doc(
              "No two documents of the job have the same id. In an index that was empty they are"
                  + " counted at the end then, and the job fails unless all are there. The commands"
                  + " set it where they know it.");

  /** Load mode. */
  public static final Setting<LoadMode> LOAD_MODE =
      Setting.choice("sluice.index.load-mode", LoadMode.class, LoadMode.NORMAL)
          .doc(
              "How the index is set while it is loaded: normal leaves it be, bulk takes away refresh,"
                  + " replicas, the sync of the translog on each request and the throttling of"
                  + " merges, and puts everything back afterwards. For an index that the job creates"
                  + " or that is empty.")
          .common();

  /** Load mode in spite of documents. */
  public static final Setting<Boolean> LOAD_MODE_FORCE =
      Setting.flag("sluice.index.load-mode.force", false)
          .doc(
              "Load mode for an index with documents, too: while the job runs they have no replica,"
                  + " and what is written is not searchable.");

  /** Alias. */
  public static final Setting<Optional<String>> ALIAS =
      Setting.parsed(
              "sluice.index.alias",
              "alias",
              "",
              IndexName.RULE.replace("an index or alias", "an alias"),
              IndexName::parse)
          .doc(
              "An alias that stands for this index alone once the job has succeeded; it is moved"
                  + " from other indices in one step.")
          .common();

  /** Force-merge. */
  public static final Setting<Integer> FORCE_MERGE =
      Setting.whole("sluice.commit.force-merge", 0, 0, 1000)
          .doc("Segments to merge each shard into when everything is written; 0 leaves it be.");

  /** Refresh. */
  public static final Setting<Boolean> REFRESH =
      Setting.flag("sluice.commit.refresh", true)
          .doc(
              "Make what was written visible to searches when the job ends, once; false leaves that"
                  + " to the index's own interval.");

  /** Wait for health. */
  public static final Setting<Duration> HEALTH_TIMEOUT =
      Setting.duration("sluice.commit.health-timeout", "10m", "0s", "7d")
          .doc(
              "How long a job in load mode waits, at its end, for the replicas to come back; when"
                  + " the time is up it says so and succeeds.");

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
              "The class, a dev.sluice.mapreduce.ValueEncoder, that makes actions of records; by"
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
              LOAD_MODE,
              LOAD_MODE_FORCE,
              ALIAS,
              FORCE_MERGE,
              REFRESH,
              HEALTH_TIMEOUT,
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
