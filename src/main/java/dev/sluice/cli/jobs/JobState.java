package dev.sluice.cli.jobs;

import java.util.Locale;

/** What became of a job. */
enum JobState {
  /** It has not ended. */
  RUNNING,
  /** It has succeeded. */
  DONE,
  FAILED,
  /** Somebody has killed it, or its process ended without a word. */
  KILLED,
  /** It has not ended as far as its directory tells, and nobody can tell whether it runs. */
  UNKNOWN;

  /** The name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
