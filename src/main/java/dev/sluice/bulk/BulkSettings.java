package dev.sluice.bulk;

import dev.sluice.config.DataSize;
import dev.sluice.config.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The keys of the bulk engine. */
public final class BulkSettings {

  /** Requests outstanding. */
  public static final Setting<InFlight> IN_FLIGHT =
      Setting.parsed(
              "sluice.bulk.in-flight",
              "number or auto",
              "auto",
              "must be a whole number from 1 to 64, auto or auto:N",
              InFlight::parse)
          .doc(
              "Bulk requests a task has outstanding at most, while it goes on encoding. auto begins"
                  + " with one and finds out how many each node can take, up to 8 altogether (N"
                  + " with auto:N), and up to the task's share of a quarter of what the data nodes"
                  + " hold.")
          .common();

  /** Size of one request. */
  public static final Setting<DataSize> SIZE =
      Setting.size("sluice.bulk.size", "5mb", "1kb", "100mb")
          .doc("Bytes of one bulk request; a larger document goes alone.")
          .common();

  /** Actions in one request. */
  public static final Setting<Integer> ACTIONS =
      Setting.whole("sluice.bulk.actions", 10_000, 1, 1_000_000)
          .doc("Actions in one bulk request at most.");

  /** Bound of everything held. */
  public static final Setting<DataSize> MEMORY =
      Setting.size("sluice.bulk.memory", "64mb", "64kb", "1gb")
          .doc(
              "Bytes the engine of a task holds at most: open, queued, in flight, waiting for a"
                  + " retry and compressed. A document larger than half of it is rejected.")
          .common();

  /** When to give up. */
  public static final Setting<Duration> RETRY_TIMEOUT =
      Setting.duration("sluice.bulk.retry.timeout", "15m", "0s", "1d")
          .doc("How long a request is retried, from its first failure, before the attempt fails.")
          .common();

  /** First wait. */
  public static final Setting<Duration> RETRY_BASE =
      Setting.duration("sluice.bulk.retry.base", "500ms", "1ms", "1m")
          .doc("The most that the wait before the first retry can be; it doubles each time.");

  /** Longest wait. */
  public static final Setting<Duration> RETRY_CAP =
      Setting.duration("sluice.bulk.retry.cap", "30s", "1ms", "10m")
          .doc("The most that the wait before any retry can be.");

  /** Budget of rejections. */
  public static final Setting<ErrorBudget> ERRORS_MAX =
      Setting.parsed(
              "sluice.errors.max",
              "number or share",
              "0",
              "must be a whole number, or a percentage such as 2%",
              ErrorBudget::parse)
          .doc(
              "Rejected documents to put up with, per task and once more for the job: a number, or"
                  + " a percentage (judged from 1,000 documents on, and at the end).")
          .common();

  /** Compression. */
  public static final Setting<Compression> COMPRESSION =
      Setting.choice("sluice.compression", Compression.class, Compression.NONE)
          .doc("Compression of request bodies; gzip saves network and costs client CPU.")
          .common();

  /** Scripts. */
  public static final Setting<Boolean> UPDATE_AT_LEAST_ONCE =
      Setting.flag("sluice.update.at-least-once", false)
          .doc(
              "Resend a scripted update whose outcome is unknown, as in a later attempt of a task,"
                  + " which may apply it twice; false fails the task instead.");

  /** All of them. */
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
