package dev.sluice.cli.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.mapreduce.Counters;

/** What a command has to say of its job, beside how far it has come. */
public interface JobReport {

  /** Called before the job is submitted. */
  void begin();

  /** What there is to say once it is submitted, such as how it is planned. */
  default Optional<String> submitted() {
    return Optional.empty();
  }

  /** How many documents are done with, for the progress. */
  long done(JobCounters tally);

  /**
   * What the documents that were read are waiting for, where there are any; a phrase for the
   * progress when it stands still.
   */
  default Optional<String> waitingFor(JobCounters tally) {
    return Optional.empty();
  }

  /**
   * The figures of a job whose counters cannot be had.
   *
   * @throws IOException if what it left cannot be read
   */
  default JobCounters withoutCounters() throws IOException {
    return new JobCounters(new Counters());
  }

  /**
   * The figures at the end.
   *
   * @param success whether the job succeeded
   */
  Summary summary(JobCounters tally, Duration time, boolean success) throws IOException;

  /** What a job that was killed leaves behind, and what another run of it does then. */
  default String killed() {
    return "what was written until now stays";
  }

  /** What to do about a job that failed, to go behind the reason; may be empty. */
  String advice() throws IOException;

  /**
   * Judges a job that succeeded by its figures.
   *
   * @throws JobFailedException if they do not agree
   */
  void check(JobCounters tally) throws IOException;
}
