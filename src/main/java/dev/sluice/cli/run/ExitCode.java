package dev.sluice.cli.run;

/** What the commands leave with. */
public final class ExitCode {

  /** Every document was accounted for, and none was rejected or is of unknown outcome. */
  public static final int DONE = 0;

  /** Done, with rejected documents that the budget allows, or with some of unknown outcome. */
  static final int DONE_WITH_REJECTED = 1;

  /** A mistake in the command or the configuration; nothing was touched. */
  public static final int USAGE = 2;

  /** The job failed. */
  static final int FAILED = 3;

  private ExitCode() {}
}
