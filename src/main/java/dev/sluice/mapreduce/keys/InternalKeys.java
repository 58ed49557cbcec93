package dev.sluice.mapreduce.keys;

/** The keys that jobs set for their own tasks; no settings, and none of a user's business. */
public final class InternalKeys {

  public static final String PREFIX = "sluice.internal.";

  /** Set in a task's own copy of the configuration once its attempt is known to have failed. */
  public static final String ABANDONED = PREFIX + "attempt.abandoned";

  /** Documents that are copied keep the name of the index they came from. */
  public static final String KEEP_INDEX = PREFIX + "copy.keep-index";

  /** The body of the request that creates the index, where it is not that of a file. */
  public static final String CREATE_BODY = PREFIX + "create.body";

  /** The directories of earlier jobs, which failed and which this one completes. */
  public static final String RESUMES = PREFIX + "resumes";

  /** Whether an earlier job may have written some of the documents. */
  public static final String REPEATS = PREFIX + "repeats";

  /** The input format of a job that reads through another one. */
  public static final String INPUT_FORMAT = PREFIX + "input-format";

  /** Bytes that all tasks may have in flight together. */
  public static final String BYTES_IN_FLIGHT = PREFIX + "bytes-in-flight";

  /** The settings that were made of keys of elasticsearch-hadoop for writing. */
  public static final String MADE_FOR_WRITING = PREFIX + "es.writing";

  /** The settings that were made of keys of elasticsearch-hadoop for reading. */
  public static final String MADE_FOR_READING = PREFIX + "es.reading";

  /** What the job's credentials are called in the process that submitted it. */
  public static final String CREDENTIALS = PREFIX + "credentials";

  /** Names of indices that actions bring are filled from their documents, as that of the job is. */
  public static final String FILL_INDEX = PREFIX + "index.fill";

  /** The task attempt, in the configuration of its encoder. */
  public static final String ATTEMPT = PREFIX + "task.attempt";

  /** Whether its records come in the same order each time. */
  public static final String IN_ORDER = PREFIX + "task.in-order";

  /** The names of the secrets that a job was given when its splits were made. */
  public static final String SECRETS = PREFIX + "secrets";

  private InternalKeys() {}
}
