package dev.sluice.mapreduce.owner;

/** What is known about the process or application that runs a job. */
public enum OwnerState {
  /** It runs, or waits to run. */
  ALIVE,
  /** It has ended. */
  ENDED,
  /** YARN reports that it has failed. */
  FAILED,
  /** The ResourceManager does not know the application: too long ago, or of another cluster. */
  FORGOTTEN,
  /** A process on another machine, which cannot be seen from here. */
  ELSEWHERE,
  /** The ResourceManager does not answer. */
  UNREACHABLE,
  /** The directory does not say who runs the job, or this system does not list processes. */
  UNRECORDED
}
