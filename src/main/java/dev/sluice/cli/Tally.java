package dev.sluice.cli;

import java.util.Objects;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.TaskCounter;

/** A job's counters at one moment. Immutable. */
final class Tally {

  private static final String GROUP = "Sluice";

  private final Counters counters;

  Tally(Counters counters) {
    this.counters = Objects.requireNonNull(counters, "counters");
  }

  /** Rows or lines given to the mappers. */
  long read() {
    return counters.findCounter(TaskCounter.MAP_INPUT_RECORDS).getValue();
  }

  long indexed() {
    return of("INDEXED");
  }

  long deleted() {
    return of("DELETED");
  }

  long alreadyThere() {
    return of("ALREADY_THERE");
  }

  long rejected() {
    return of("REJECTED");
  }

  long resent() {
    return of("RESENT");
  }

  /** Bytes sent in bulk requests. */
  long bytes() {
    return of("BULK_BYTES");
  }

  /** Documents that Elasticsearch has answered for well. */
  long done() {
    return indexed() + deleted() + alreadyThere();
  }

  private long of(String name) {
    return counters.findCounter(GROUP, name).getValue();
  }
}
