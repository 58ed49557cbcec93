package dev.sluice.mapreduce.async;

import dev.sluice.config.DataSize;
import dev.sluice.config.Setting;
import dev.sluice.mapreduce.AsyncMapper;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The keys of {@link AsyncMapper}. */
public final class AsyncSettings {

  /** Calls outstanding. */
  public static final Setting<Integer> IN_FLIGHT =
      Setting.whole("sluice.async.in-flight", 16, 1, 10_000)
          .doc("Calls that an AsyncMapper has outstanding at most.");

  /** Bound of the documents held. */
  public static final Setting<DataSize> MEMORY =
      Setting.size("sluice.async.memory", "64mb", "64kb", "1gb")
          .doc(
              "Bytes of documents that an AsyncMapper holds before it waits: those whose calls are"
                  + " outstanding, and what came of those not written yet. A larger document waits"
                  + " for all others and goes alone.");

  /** Order. */
  public static final Setting<Boolean> ORDERED =
      Setting.flag("sluice.async.ordered", false)
          .doc(
              "Write documents in the order they were read; by default as their calls end, so that"
                  + " a slow one holds up no other.");

  /** Limit of a call. */
  public static final Setting<Duration> TIMEOUT =
      Setting.duration("sluice.async.timeout", "2m", "10ms", "1d")
          .doc("How long one call may take before it has failed.");

  /** Failed calls. */
  public static final Setting<OnCallError> ON_ERROR =
      Setting.choice("sluice.async.on-error", OnCallError.class, OnCallError.FAIL)
          .doc(
              "What a call that fails costs: fail the attempt, or reject the document, which counts"
                  + " for sluice.errors.max.");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      Collections.unmodifiableList(
          Arrays.<Setting<?>>asList(IN_FLIGHT, MEMORY, ORDERED, TIMEOUT, ON_ERROR));

  private AsyncSettings() {}
}
