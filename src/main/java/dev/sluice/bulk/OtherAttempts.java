package dev.sluice.bulk;

/** Which other attempts of a task may have written the same documents. */
public enum OtherAttempts {
  /** None: this is the first attempt, and the only one. */
  NONE,
  /** One that runs beside this one: a create that meets a document has to look at it. */
  BESIDE,
  /** As BESIDE, and one that ran before: scripted updates may have been applied already. */
  BEFORE
}
