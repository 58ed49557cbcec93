package dev.sluice.bulk;

import dev.sluice.config.DataSize;
import dev.sluice.config.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The configuration keys of the bulk engine. */
public final class BulkSettings {

  /** Concurrent bulk requests. */
  public static final Setting<InFlight> IN_FLIGHT =
      Setting.parsed(
              "sluice.bulk.in-flight",
              "number or auto",
              "auto",
              "must be a whole number from 1 to 64, auto or auto:N",
              InFlight::parse)
          .doc(
              "Maximum concurrent bulk requests of a task. auto: adapts the number for"
                  + " each node, up to 8 in total; auto:N: up to N. With auto, all tasks"
                  + " together stay below 25% of the data nodes' indexing-pressure limit.")
          .common();

  /** Size of a bulk request. */
  public static final Setting<DataSize> SIZE =
      Setting.size("sluice.bulk.size", "5mb", "1kb", "100mb")
          .doc("Maximum size of a bulk request. A larger document is sent alone.")
          .common();

  /** Actions in a bulk request. */
  public static final Setting<Integer> ACTIONS =
      Setting.whole("sluice.bulk.actions", 10_000, 1, 1_000_000)
          .doc("Maximum number of actions in a bulk request.");

  /** Memory limit of the engine. */
  public static final Setting<DataSize> MEMORY =
      Setting.size("sluice.bulk.memory", "64mb", "64kb", "1gb")
          .doc(
              "Maximum memory for documents in a task: being batched, queued, in flight,"
                  + " waiting for a retry or compressed. A document larger than half of it is"
                  + " rejected.")
          .common();

  /** Time limit of retries. */
  public static final Setting<Duration> RETRY_TIMEOUT =
      Setting.duration("sluice.bulk.retry.timeout", "15m", "0s", "1d")
          .doc(
              "How long a request is retried after its first failure. After that time"
                  + " the task attempt fails.")
          .common();

  /** First retry wait. */
  public static final Setting<Duration> RETRY_BASE =
      Setting.duration("sluice.bulk.retry.base", "500ms", "1ms", "1m")
          .doc("Maximum wait before the first retry. It doubles with each retry.");

  /** Maximum retry wait. */
  public static final Setting<Duration> RETRY_CAP =
      Setting.duration("sluice.bulk.retry.cap", "30s", "1ms", "10m")
          .doc("Maximum wait before any retry.");

  /** Error budget. */
  public static final Setting<ErrorBudget> ERRORS_MAX =
      Setting.parsed(
              "sluice.errors.max",
              "number or share",
              "0",
              "must be a whole number, or a percentage such as 2%",
              ErrorBudget::parse)
          .doc(
              "Maximum rejected documents, per task and again for the whole job: a"
                  + " number or a percentage. A percentage is checked from 1,000 documents on"
                  + " and at the end.")
          .common();

  /** Compression of requests. */
  public static final Setting<Compression> COMPRESSION =
      Setting.choice("sluice.compression", Compression.class, Compression.NONE)
          .doc(
              "Compression of request bodies. gzip reduces network traffic and costs"
                  + " client CPU.")
          .common();

  /** Resend of scripted updates. */
  public static final Setting<Boolean> UPDATE_AT_LEAST_ONCE =
      Setting.flag("sluice.update.at-least-once", false)
          .doc(
              "Resends a scripted update if its outcome is unknown, also in a later"
                  + " attempt of a task; the script may then run twice. false: fails the task"
                  + " instead.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(
              IN_FLIGHT,
              SIZE,
              ACTIONS,
              MEMORY,
              COMPRESSION,
              RETRY_TIMEOUT,
              RETRY_BASE,
              RETRY_CAP,
              ERRORS_MAX,
              UPDATE_AT_LEAST_ONCE));

  private BulkSettings() {}
}
