package dev.sluice.cli.lines;

import dev.sluice.cli.run.CommandFailure;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** What to say where a file of the input cannot be opened or read. */
public final class InputFailure {

  private InputFailure() {}

  /**
   * An exception with the place and the cause.
   *
   * @param what what was tried, and where
   */
  public static IOException of(String what, Path file, Throwable cause) {
    String hint =
        file.getName().indexOf(':') < 0
            ? ""
            : "; not every file system of Hadoop can open names with a colon: rename the file";
    return new IOException(what + ": " + text(cause) + hint, cause);
  }

  private static String text(Throwable cause) {
    String text = CommandFailure.describe(cause);
    // Its message is the name of a class, and nothing else.
    return cause instanceof LinkageError ? "a class is missing: " + text : text;
  }
}
