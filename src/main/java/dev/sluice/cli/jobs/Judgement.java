package dev.sluice.cli.jobs;

import dev.sluice.mapreduce.owner.OwnerState;
import dev.sluice.report.JobFacts;
import java.time.Duration;

/** The state of a job, and whether its directory may be in use. Immutable. */
final class Judgement {

  /** Whether a directory is in use. */
  enum Use {
    NOT_IN_USE,
    IN_USE,
    /** Perhaps, by a process on another machine; only the user can know. */
    ASK_THE_USER
  }

  /** The tasks of a running job write to its directory every minute at the latest. */
  private static final Duration SILENCE_OF_THE_ENDED = Duration.ofDays(1);

  private final JobState state;
  private final Use use;

  private Judgement(JobState state, Use use) {
    this.state = state;
    this.use = use;
  }

  /**
   * The judgement on a job that has recorded its end.
   *
   * @param end not running
   */
  static Judgement ofEnded(JobFacts.State end) {
    switch (end) {
      case SUCCEEDED:
        return new Judgement(JobState.DONE, Use.NOT_IN_USE);
      case FAILED:
        return new Judgement(JobState.FAILED, Use.NOT_IN_USE);
      case KILLED:
        return new Judgement(JobState.KILLED, Use.NOT_IN_USE);
      case RUNNING:
        break;
    }
    throw new IllegalArgumentException(end + " is no end");
  }

  /**
   * The judgement on a job that has not recorded its end.
   *
   * @param owner what is known about its process
   * @param silence since the newest file of its directory
   */
  static Judgement ofNotEnded(OwnerState owner, Duration silence) {
    boolean silent = silence.compareTo(SILENCE_OF_THE_ENDED) > 0;
    switch (owner) {
      case ALIVE:
        return new Judgement(JobState.RUNNING, Use.IN_USE);
      case ENDED:
        return new Judgement(JobState.KILLED, Use.NOT_IN_USE);
      case FAILED:
        return new Judgement(JobState.FAILED, Use.NOT_IN_USE);
      case FORGOTTEN:
        return silent
            ? new Judgement(JobState.KILLED, Use.NOT_IN_USE)
            : new Judgement(JobState.UNKNOWN, Use.IN_USE);
      case ELSEWHERE:
        return new Judgement(JobState.UNKNOWN, Use.ASK_THE_USER);
      case UNREACHABLE:
        return new Judgement(JobState.UNKNOWN, Use.IN_USE);
      case UNRECORDED:
        return new Judgement(JobState.UNKNOWN, silent ? Use.NOT_IN_USE : Use.IN_USE);
    }
    throw new AssertionError(owner);
  }

  JobState state() {
    return state;
  }

  Use use() {
    return use;
  }
}
