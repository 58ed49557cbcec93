package dev.sluice.cli.lines;

import dev.sluice.cli.run.CommandFailure;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** The exception for a file of the input that cannot be opened or read. */
public final class InputFailure {

  private InputFailure() {}

  /**
   * An exception with the place and the cause.
   *
   * @param what what was tried, on which file
   */
  public static IOException of(String what, Path file, Throwable cause) {
    String hint =
        file.getName().indexOf(':') < 0
            ? ""
            : "; some Hadoop file systems cannot open names with a colon: rename the file";
    return new IOException(what + ": " + text(cause) + hint, cause);
  }

  private static String text(Throwable cause) {
    String text = CommandFailure.describe(cause);
    // Its message is only the name of a class.
    return cause instanceof LinkageError ? "a class is missing: " + text : text;
  }
}
