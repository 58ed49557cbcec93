package dev.sluice.cli.run;

import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import org.apache.hadoop.mapreduce.Job;

/** Runs the jobs of one command line, and keeps their figures for its result. Immutable. */
public final class JobRunner {

  private final Ticker ticker;
  private final CommandResult result;

  public JobRunner(Ticker ticker, CommandResult result) {
    this.ticker = Objects.requireNonNull(ticker, "ticker");
    this.result = Objects.requireNonNull(result, "result");
  }

  /**
   * Submits a job and waits for its end; see {@link JobRun#run}.
   *
   * @param name the target of the job in its progress, such as an index
   * @return the exit code
   */
  public int run(Job job, String name, JobReport report, PrintWriter out)
      throws IOException, InterruptedException, ClassNotFoundException {
    return new JobRun(job, name, report, out, ticker, result).run();
  }

  /** Notes how the command has ended, if not as its last job. */
  public void ended(Outcome outcome) {
    result.outcome(outcome);
  }

  /**
   * Keeps the figures of the job that has run, before the command runs another one.
   *
   * @param member their name in the result as JSON
   */
  public void keepAs(String member) {
    result.keepAs(member);
  }
}
