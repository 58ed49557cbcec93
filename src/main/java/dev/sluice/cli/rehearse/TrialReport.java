package dev.sluice.cli.rehearse;

import dev.sluice.cli.run.JobCounters;
import dev.sluice.cli.run.JobReport;
import dev.sluice.cli.run.Summary;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.flow.Ticker;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the job of one trial; the rehearsal itself reports the results. */
final class TrialReport implements JobReport {

  private static final Logger log = LoggerFactory.getLogger(TrialReport.class);

  private final ScratchIndex scratch;
  private final Ticker ticker;

  TrialReport(ScratchIndex scratch, Ticker ticker) {
    this.scratch = scratch;
    this.ticker = ticker;
  }

  @Override
  public void begin() {
    // There is nothing to compare with at the end.
  }

  @Override
  public long done(JobCounters tally) {
    try {
      scratch.renew(ticker.wallMillis());
    } catch (ElasticsearchException e) {
      log.warn("Could not mark index {} as in use: {}", scratch.name(), e.getMessage());
    }
    return tally.done();
  }

  @Override
  public Summary summary(JobCounters tally, Duration time, boolean success) {
    return new Summary();
  }

  @Override
  public String killed() {
    return "the scratch index of the rehearsal is removed";
  }

  @Override
  public String advice() {
    return "\nthe rehearsal has ended; its scratch index is removed";
  }

  @Override
  public void check(JobCounters tally) {
    // The committer has compared the counts of the tasks with the index.
  }
}
