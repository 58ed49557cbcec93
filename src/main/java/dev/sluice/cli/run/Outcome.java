package dev.sluice.cli.run;

/**
 * How a job or command that succeeded has ended: its exit code, and the state that schedulers read.
 */
public enum Outcome {
  /** Nothing to look at. */
  DONE(ExitCode.DONE, "done"),
  /** Documents were rejected, or their outcome is unknown. */
  REJECTED(ExitCode.LOOK_AT_OUTPUT, "done_with_rejected"),
  /** Documents differ. */
  DIFFERENT(ExitCode.LOOK_AT_OUTPUT, "done_with_differences"),
  /** A check has found something that speaks against the load. */
  BAD(ExitCode.LOOK_AT_OUTPUT, "done_with_bad");

  private final int exitCode;
  private final String state;

  Outcome(int exitCode, String state) {
    this.exitCode = exitCode;
    this.state = state;
  }

  public int exitCode() {
    return exitCode;
  }

  String state() {
    return state;
  }
}
