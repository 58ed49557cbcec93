package dev.sluice.cli.run;

import dev.sluice.config.ConfigException;
import java.io.FileNotFoundException;
import java.util.Objects;
import org.apache.hadoop.mapred.InvalidJobConfException;
import org.apache.hadoop.mapreduce.lib.input.InvalidInputException;

/** An exception as the user sees it: a message without a stack trace, and an exit code. */
public final class CommandFailure {

  private final String message;
  private final int exitCode;

  private CommandFailure(String message, int exitCode) {
    this.message = Objects.requireNonNull(message, "message");
    this.exitCode = exitCode;
  }

  public static CommandFailure of(Throwable e) {
    return new CommandFailure(describe(e), isMistake(e) ? ExitCode.USAGE : ExitCode.FAILED);
  }

  private static boolean isMistake(Throwable e) {
    return e instanceof ConfigException
        || e instanceof InvalidInputException
        || e instanceof InvalidJobConfException
        || e instanceof FileNotFoundException;
  }

  /** The first message in the chain of causes, or the name of the class if there is none. */
  public static String describe(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      String text = at.getMessage();
      boolean repeatsCause = at.getCause() != null && at.getCause().toString().equals(text);
      if (text != null && !text.isEmpty() && !repeatsCause) {
        return text;
      }
    }
    return e.getClass().getSimpleName();
  }

  /** The first line of that, where it is a part of another line. */
  public static String firstLine(Throwable e) {
    return describe(e).split("\n", -1)[0];
  }

  /**
   * The message within the trace that a task or an application master reports.
   *
   * @param trace one or more lines
   */
  static String firstLines(String trace) {
    int end = trace.indexOf("\n\tat ");
    String head = (end < 0 ? trace : trace.substring(0, end)).trim();
    return head.replaceFirst("^(Error: )?([a-z][\\w]*\\.)+[A-Z][\\w$]*: ", "");
  }

  /** The message; one line for each problem. */
  public String message() {
    return message;
  }

  public int exitCode() {
    return exitCode;
  }
}
