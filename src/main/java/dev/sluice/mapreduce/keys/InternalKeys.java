package dev.sluice.mapreduce.keys;

/** Internal keys that jobs set for their own tasks; not settings for users. */
public final class InternalKeys {

  public static final String PREFIX = "sluice.internal.";

  /** Set in a task's copy of the configuration when its attempt has failed. */
  public static final String ABANDONED = PREFIX + "attempt.abandoned";

  /** Whether copied documents keep the name of their source index. */
  public static final String KEEP_INDEX = PREFIX + "copy.keep-index";

  /** The body of the create request, if it is not from a file. */
  public static final String CREATE_BODY = PREFIX + "create.body";

  /** The directories of earlier failed jobs that this job resumes. */
  public static final String RESUMES = PREFIX + "resumes";

  /** Whether an earlier job may have written some of the documents. */
  public static final String REPEATS = PREFIX + "repeats";

  /** The input format of a job that reads through a wrapper. */
  public static final String INPUT_FORMAT = PREFIX + "input-format";

  /** The mapper of a job that runs it through a wrapper. */
  public static final String MAPPER = PREFIX + "mapper";

  /** The output format of a job that writes through a wrapper. */
  public static final String OUTPUT_FORMAT = PREFIX + "output-format";

  /** The total bytes that all tasks may have in flight. */
  public static final String BYTES_IN_FLIGHT = PREFIX + "bytes-in-flight";

  /** The settings translated from elasticsearch-hadoop keys for writing. */
  public static final String MADE_FOR_WRITING = PREFIX + "es.writing";

  /** The settings translated from elasticsearch-hadoop keys for reading. */
  public static final String MADE_FOR_READING = PREFIX + "es.reading";

  /** The name of the job's credentials in the process that submitted it. */
  public static final String CREDENTIALS = PREFIX + "credentials";

  /** Whether index names in actions may have placeholders, as the index of the job. */
  public static final String FILL_INDEX = PREFIX + "index.fill";

  /** The task attempt, in the configuration of its encoder. */
  public static final String ATTEMPT = PREFIX + "task.attempt";

  /** Whether the records come in the same order in each attempt. */
  public static final String IN_ORDER = PREFIX + "task.in-order";

  /** The names of the secrets that a job had when its splits were created. */
  public static final String SECRETS = PREFIX + "secrets";

  /** The command that made the job. */
  public static final String COMMAND = PREFIX + "command";

  /** The maximum number of concurrent tasks, as known in the driver. */
  public static final String SLOTS = PREFIX + "slots";

  /** The job that an engine without Hadoop jobs has set up with this configuration. */
  public static final String SET_UP = PREFIX + "set-up";

  /** The directory to which the command copies the report. */
  public static final String REPORT = PREFIX + "report";

  /** Whether a split reads the cluster that the job writes to, whatever else the job reads. */
  public static final String READS_TARGET = PREFIX + "read.target";

  /** What the summary of a job must say, as found at submission, one sentence a line. */
  public static final String WARNINGS = PREFIX + "warnings";

  /** Whether the command has said that the index exists, so that its body is not used. */
  public static final String SAID_UNUSED = PREFIX + "create.said-unused";

  /** Whether a job compares what a load would write with the index. */
  public static final String COMPARES = PREFIX + "verify.compares";

  /** Whether the map tasks of a job store checkpoints. */
  public static final String CHECKPOINTS = PREFIX + "checkpoints";

  /** The directory of the job that this one resumes. */
  public static final String RESUMED = PREFIX + "resumed";

  /** Whether to resume in spite of what may be wrong. */
  public static final String RESUME_FORCED = PREFIX + "resume.forced";

  /** The first of the jobs that this one resumes; generated ids contain it. */
  public static final String FIRST_JOB = PREFIX + "resume.first-job";

  /** The size of the whole input, in the unit of the lengths of splits. */
  public static final String INPUT_LENGTH = PREFIX + "input.length";

  /** Whether generated ids are made of the place of a record, which the mapper writes as key. */
  public static final String PLACED_IDS = PREFIX + "ids.placed";

  private InternalKeys() {}
}
