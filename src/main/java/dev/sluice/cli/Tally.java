package dev.sluice.cli;

import dev.sluice.mapreduce.CopyCounter;
import dev.sluice.mapreduce.JobLedgers;
import dev.sluice.mapreduce.LoadCounter;
import java.util.Objects;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.TaskCounter;

/** A job's counters at one moment. Immutable. */
final class Tally {

  private final Counters counters;

  Tally(Counters counters) {
    this.counters = Objects.requireNonNull(counters, "counters");
  }

  /** What the ledgers of a job say, for which what was read is what was given. */
  static Tally of(JobLedgers ledgers) {
    Counters counters = new Counters();
    for (LoadCounter counter : LoadCounter.values()) {
      counters.findCounter(LoadCounter.GROUP, counter.name()).setValue(ledgers.sum(counter));
    }
    counters.findCounter(TaskCounter.MAP_INPUT_RECORDS).setValue(ledgers.sum(LoadCounter.GIVEN));
    return new Tally(counters);
  }

  /** Rows or lines given to the mappers. */
  long read() {
    return counters.findCounter(TaskCounter.MAP_INPUT_RECORDS).getValue();
  }

  /** Documents that the mappers handed on. */
  long written() {
    return counters.findCounter(TaskCounter.MAP_OUTPUT_RECORDS).getValue();
  }

  /** Documents that were left out of a copy. */
  long leftOut() {
    return CopyCounter.LEFT_OUT.in(counters);
  }

  long of(LoadCounter counter) {
    return counter.in(counters);
  }

  /** Documents that Elasticsearch has answered for well. */
  long done() {
    return of(LoadCounter.INDEXED) + of(LoadCounter.DELETED) + of(LoadCounter.ALREADY_THERE);
  }

  /** Documents that Elasticsearch has answered for, one way or another. */
  long settled() {
    return done() + rejected() + unknown();
  }

  /** Documents of which nobody can tell whether they were written. */
  long unknown() {
    return of(LoadCounter.UNKNOWN);
  }

  long rejected() {
    return of(LoadCounter.REJECTED);
  }
}
