package dev.sluice.bulk;

/** Other attempts of a task that may have written the same documents. */
public enum OtherAttempts {
  /** None: this is the first and only attempt. */
  NONE,
  /** Another attempt runs concurrently: a create that meets a document must compare it. */
  BESIDE,
  /** Like BESIDE, and an earlier attempt ran: scripted updates may already have been applied. */
  BEFORE
}
