package dev.sluice.cli.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes of all commands. */
public final class ExitCode {

  /** Done; no document was rejected, and the outcome of each is known. */
  public static final int DONE = 0;

  /**
   * Done, but there are rejected documents within the budget, documents of unknown outcome,
   * differences, or a bad finding of a check.
   */
  public static final int LOOK_AT_OUTPUT = 1;

  /** A mistake in the command or the configuration; nothing was written. */
  public static final int USAGE = 2;

  /** The command or its job failed. */
  public static final int FAILED = 3;

  /** The codes and what they mean, for help; the last two are those of the JVM. */
  public static final Map<String, String> MEANINGS = meanings();

  private ExitCode() {}

  private static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put("" + DONE, "done");
    meanings.put(
        "" + LOOK_AT_OUTPUT,
        "finished, but look at the output: documents were rejected or differ, or their"
            + " outcome is unknown");
    meanings.put("" + USAGE, "usage or configuration error; nothing was written");
    meanings.put("" + FAILED, "failed");
    meanings.put("130", "interrupted (Ctrl-C); a running job is killed");
    meanings.put("143", "terminated (SIGTERM); a running job is killed");
    return Collections.unmodifiableMap(meanings);
  }
}
