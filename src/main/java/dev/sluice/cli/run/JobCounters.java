package dev.sluice.cli.run;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.io.CopyCounter;
import dev.sluice.io.LoadCounter;
import dev.sluice.io.ReadCounter;
import dev.sluice.io.RepairCounter;
import dev.sluice.io.VerifyCounter;
import dev.sluice.mapreduce.job.AttemptManifests;
import dev.sluice.mapreduce.job.EngineCounts;
import java.util.Objects;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.TaskCounter;

/** A job's counters at one moment. Immutable. */
public final class JobCounters {

  private final Counters counters;

  public JobCounters(Counters counters) {
    this.counters = Objects.requireNonNull(counters, "counters");
  }

  /** The sums of the files that attempts left; the documents given count as read. */
  public static JobCounters of(AttemptManifests ledgers) {
    Counters counters = new Counters();
    for (LoadCounter counter : LoadCounter.values()) {
      counters.findCounter(LoadCounter.GROUP, counter.name()).setValue(ledgers.sum(counter));
    }
    counters.findCounter(TaskCounter.MAP_INPUT_RECORDS).setValue(ledgers.sum(LoadCounter.GIVEN));
    return new JobCounters(counters);
  }

  /** These counts and those of records that an earlier job has read. */
  public JobCounters plus(long records, BulkCounts earlier) {
    Counters sum = new Counters(counters);
    for (LoadCounter counter : LoadCounter.values()) {
      sum.findCounter(LoadCounter.GROUP, counter.name())
          .increment(EngineCounts.of(counter, earlier));
    }
    sum.findCounter(TaskCounter.MAP_INPUT_RECORDS).increment(records);
    return new JobCounters(sum);
  }

  /** The later of two counts of one job, unless it knows less. */
  JobCounters orMore(JobCounters later) {
    return later.settled() + later.read() < settled() + read() ? this : later;
  }

  /** Rows or lines given to the mappers. */
  public long read() {
    return counters.findCounter(TaskCounter.MAP_INPUT_RECORDS).getValue();
  }

  /** Documents that the mappers wrote. */
  public long written() {
    return counters.findCounter(TaskCounter.MAP_OUTPUT_RECORDS).getValue();
  }

  /** Documents that a copy skipped. */
  public long leftOut() {
    return CopyCounter.LEFT_OUT.in(counters);
  }

  public long of(LoadCounter counter) {
    return counter.in(counters);
  }

  public long of(ReadCounter counter) {
    return counter.in(counters);
  }

  public long of(RepairCounter counter) {
    return counter.in(counters);
  }

  public long of(VerifyCounter counter) {
    return counter.in(counters);
  }

  /** Documents that Elasticsearch accepted, whatever it did with them. */
  public long done() {
    return of(LoadCounter.INDEXED)
        + of(LoadCounter.DELETED)
        + of(LoadCounter.NOOP)
        + of(LoadCounter.ALREADY_THERE);
  }

  /** Documents with an outcome, including those rejected or unknown. */
  public long settled() {
    return done() + rejected() + unknown();
  }

  /** Documents of unknown outcome. */
  public long unknown() {
    return of(LoadCounter.UNKNOWN);
  }

  public long rejected() {
    return of(LoadCounter.REJECTED);
  }
}
