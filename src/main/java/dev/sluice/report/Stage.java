package dev.sluice.report;

import java.util.Locale;

/** What a task spends its time on. */
public enum Stage {
  /** Outside the writer: reading and mapping records. */
  SOURCE(true),
  /** Converting records to documents, and adding them to batches. */
  ENCODING(true),
  /** The writer waited for memory, with requests in flight. */
  MEMORY(true),
  /** The writer waited for the last replies, with requests in flight. */
  ANSWERS(true),
  /** The writer waited while no request could be sent, for example before a retry. */
  PAUSED(true),
  /** Round trips of bulk requests, summed over parallel requests. */
  REQUESTS(false),
  /** The part of the round trips that the server reports as {@code took}. */
  SERVER(false);

  private final boolean writers;

  Stage(boolean writers) {
    this.writers = writers;
  }

  /** Whether this is a part of the time of the writing thread; these parts do not overlap. */
  public boolean isOfWriter() {
    return writers;
  }

  /** The name in JSON, in milliseconds. */
  public String field() {
    return name().toLowerCase(Locale.ROOT) + "_ms";
  }
}
