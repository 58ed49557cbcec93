package dev.sluice.eshadoop;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys of bulk requests: their size and their retries. */
final class EsBatchKeys {

  private static final String OUR_SIZE = "sluice.bulk.size";
  private static final String OUR_MEMORY = "sluice.bulk.memory";
  private static final String OUR_ACTIONS = "sluice.bulk.actions";
  private static final String OUR_REFRESH = "sluice.commit.refresh";
  private static final String OUR_DEADLINE = "sluice.bulk.retry.timeout";
  private static final String OUR_PIPELINE = "sluice.pipeline";
  private static final String OUR_CONFLICTS = "sluice.update.retry-on-conflict";

  private static final Pattern SIZE_FORM = Pattern.compile("(\\d{1,12})\\s*(?:([kmg])b?|b)?");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

  private static final long LEAST_BYTES = 1 << 10;
  private static final long MOST_BYTES = 100 << 20;

  /** Twice this size is the default memory of a task. */
  private static final long COMMON_BYTES = 32 << 20;

  private static final int MOST_ACTIONS = 1_000_000;
  private static final long MOST_MILLIS = TimeUnit.DAYS.toMillis(1);

  static final EsKey BYTES =
      EsKey.kept("es.batch.size.bytes", "1mb", "Maximum size of a bulk request. Default here: 5mb.")
          .to(OUR_SIZE, OUR_MEMORY);
  static final EsKey ENTRIES =
      EsKey.kept(
              "es.batch.size.entries",
              "1000",
              "Maximum documents in a bulk request; 0 means no limit. Default here: 10,000.")
          .to(OUR_ACTIONS);
  static final EsKey REFRESH =
      EsKey.kept(
              "es.batch.write.refresh",
              "true",
              "Refresh the index after the load: once for the job, not once for each task.")
          .to(OUR_REFRESH);
  static final EsKey RETRIES =
      EsKey.ours(
              "es.batch.write.retry.count",
              "3",
              "retries are limited by time, with growing waits. The time limit is this"
                  + " count times es.batch.write.retry.wait, one day if the count is negative, 15"
                  + " minutes if"
                  + " neither is set. Both whole requests and single documents are retried.")
          .to(OUR_DEADLINE);
  static final EsKey WAIT =
      EsKey.ours(
              "es.batch.write.retry.wait",
              "10s",
              "it sets the time limit for retries, see es.batch.write.retry.count. The waits start"
                  + " below 1 s, grow, and honor Retry-After.")
          .to(OUR_DEADLINE);
  static final EsKey LIMIT =
      EsKey.ours("es.batch.write.retry.limit", "50", "retries are limited by time.");
  static final EsKey POLICY =
      EsKey.kept(
              "es.batch.write.retry.policy",
              "simple",
              "simple, or none to fail immediately. A custom class is refused.")
          .to(OUR_DEADLINE);
  static final EsKey MANUAL =
      EsKey.ignored(
          "es.batch.flush.manual",
          "false",
          "requests are sent when they are full and when the task ends.");
  static final EsKey PIPELINE =
      EsKey.kept(
              "es.ingest.pipeline",
              "",
              "The ingest pipeline. It must exist; not allowed for update and upsert.")
          .to(OUR_PIPELINE);
  static final EsKey CONFLICTS =
      EsKey.kept(
              "es.update.retry.on.conflict",
              "0",
              "How often the server retries an update after a version conflict.")
          .to(OUR_CONFLICTS);

  static final List<EsKey> ALL =
      Collections.unmodifiableList(
          Arrays.asList(
              BYTES, ENTRIES, REFRESH, RETRIES, WAIT, LIMIT, POLICY, MANUAL, PIPELINE, CONFLICTS));

  private EsBatchKeys() {}

  static void translate(EsDraft draft) {
    draft.find(BYTES).ifPresent(text -> translateBytes(text, draft));
    if (draft.find(ENTRIES).isPresent()) {
      int entries = number(ENTRIES, draft);
      int actions = entries <= 0 ? MOST_ACTIONS : Math.min(entries, MOST_ACTIONS);
      draft.set(ENTRIES, OUR_ACTIONS, Integer.toString(actions));
    }
    if (!draft.flag(REFRESH)) {
      draft.set(REFRESH, OUR_REFRESH, "false");
    }
    translateRetries(draft);
    draft.find(PIPELINE).ifPresent(name -> translatePipeline(name, draft));
    if (draft.find(CONFLICTS).isPresent()) {
      draft.set(CONFLICTS, OUR_CONFLICTS, Integer.toString(Math.max(0, number(CONFLICTS, draft))));
    }
  }

  private static int number(EsKey key, EsDraft draft) {
    if (NUMBER.matcher(draft.text(key)).matches()) {
      return Integer.parseInt(draft.text(key));
    }
    draft.refuse(key + " is \"" + draft.text(key) + "\" but must be a whole number");
    return Integer.parseInt(key.fallback());
  }

  private static void translateBytes(String text, EsDraft draft) {
    Matcher form = SIZE_FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      draft.refuse(BYTES + " is \"" + text + "\" but must be a size, such as 1mb");
      return;
    }
    int shift = form.group(2) == null ? 0 : 10 * ("kmg".indexOf(form.group(2)) + 1);
    long bytes = Math.min(Long.parseLong(form.group(1)), MOST_BYTES) << shift;
    bytes = Math.max(LEAST_BYTES, Math.min(bytes, MOST_BYTES));
    draft.set(BYTES, OUR_SIZE, bytes + "b");
    if (bytes > COMMON_BYTES) {
      draft.set(BYTES, OUR_MEMORY, 2 * bytes + "b");
    }
  }

  private static void translateRetries(EsDraft draft) {
    switch (draft.text(POLICY)) {
      case "none":
        draft.set(POLICY, OUR_DEADLINE, "0ms");
        return;
      case "simple":
        break;
      default:
        draft.refuse(
            POLICY
                + " is \""
                + draft.text(POLICY)
                + "\": custom retry policies are not supported. Set simple or none");
        return;
    }
    EsKey given = draft.find(RETRIES).isPresent() ? RETRIES : WAIT;
    if (!draft.find(given).isPresent()) {
      return;
    }
    int count = number(RETRIES, draft);
    long wait = EsTime.millis(draft.text(WAIT)).orElse(-1L);
    if (wait < 0) {
      draft.refuse(WAIT + " is \"" + draft.text(WAIT) + "\" but must be a duration, such as 10s");
      return;
    }
    long millis = count < 0 ? MOST_MILLIS : Math.min(MOST_MILLIS, count * wait);
    draft.set(given, OUR_DEADLINE, millis + "ms");
  }

  private static void translatePipeline(String name, EsDraft draft) {
    if (EsResourceKeys.updates(draft)) {
      draft.refuse(
          PIPELINE
              + " is \""
              + name
              + "\", but updates and upserts cannot use an ingest pipeline: remove it, or set "
              + EsResourceKeys.OPERATION
              + " to index");
    } else {
      draft.set(PIPELINE, OUR_PIPELINE, name);
    }
  }
}
