package dev.sluice.mapreduce.async;

import dev.sluice.config.DataSize;
import dev.sluice.config.Setting;
import dev.sluice.mapreduce.AsyncMapper;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The configuration keys of {@link AsyncMapper}. */
public final class AsyncSettings {

  /** Concurrent calls. */
  public static final Setting<Integer> IN_FLIGHT =
      Setting.whole("sluice.async.in-flight", 16, 1, 10_000)
          .doc("Maximum concurrent calls of an AsyncMapper.");

  /** Memory limit of documents. */
  public static final Setting<DataSize> MEMORY =
      Setting.size("sluice.async.memory", "64mb", "64kb", "1gb")
          .doc(
              "Maximum size of the documents that an AsyncMapper holds: those with a"
                  + " call in flight, and results that are not yet written. A larger document"
                  + " waits for all others and is processed alone.");

  /** Order of results. */
  public static final Setting<Boolean> ORDERED =
      Setting.flag("sluice.async.ordered", false)
          .doc(
              "Writes documents in input order. By default they are written as their"
                  + " calls complete, so that a slow call does not delay others.");

  /** Timeout of a call. */
  public static final Setting<Duration> TIMEOUT =
      Setting.duration("sluice.async.timeout", "2m", "10ms", "1d")
          .doc("Timeout of a call. A call that exceeds it has failed.");

  /** Handling of failed calls. */
  public static final Setting<OnCallError> ON_ERROR =
      Setting.choice("sluice.async.on-error", OnCallError.class, OnCallError.FAIL)
          .doc(
              "What to do if a call fails. fail: fail the task attempt. reject: reject"
                  + " the document, which counts towards sluice.errors.max.");

  /** All keys of this class. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(IN_FLIGHT, MEMORY, ORDERED, TIMEOUT, ON_ERROR));

  private AsyncSettings() {}
}
