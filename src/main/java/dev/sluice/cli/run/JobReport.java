package dev.sluice.cli.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.mapreduce.Counters;

/** Reports on the job of a command, in addition to its progress. */
public interface JobReport {

  /** Called before the job is submitted. */
  void begin();

  /** A line to print after the submission, such as the plan of the job. */
  default Optional<String> submitted() {
    return Optional.empty();
  }

  /**
   * The figures of the whole load, if the job goes on with an earlier one; otherwise its own.
   *
   * @param own the counters of the job
   */
  default JobCounters whole(JobCounters own) {
    return own;
  }

  /** The number of documents done, for the progress. */
  long done(JobCounters tally);

  /**
   * The reason why documents that were read are not done; a phrase for the progress when it does
   * not move.
   */
  default Optional<String> waitingFor(JobCounters tally) {
    return Optional.empty();
  }

  /**
   * The figures of a job that succeeded if its counters are not available.
   *
   * @throws JobFailedException if its outcome is unknown without them
   * @throws IOException if its files cannot be read
   */
  default JobCounters withoutCounters() throws IOException {
    return new JobCounters(new Counters());
  }

  /**
   * The figures at the end.
   *
   * @param tally of a job that failed or was killed: the last figures that its running tasks
   *     reported, which can be less than what they have done
   * @param success whether the job succeeded
   */
  Summary summary(JobCounters tally, Duration time, boolean success) throws IOException;

  /** What a killed job leaves behind, and the effect of another run. */
  default String killed() {
    return "documents written so far stay";
  }

  /** What to do after a failed job, printed after the reason; may be empty. */
  String advice() throws IOException;

  /**
   * Checks the figures of a job that succeeded.
   *
   * @throws JobFailedException if they do not add up
   */
  void check(JobCounters tally) throws IOException;

  /** How the job has ended, if it succeeded. */
  default Outcome outcome(JobCounters tally) {
    return tally.rejected() + tally.unknown() == 0 ? Outcome.DONE : Outcome.REJECTED;
  }
}
