package dev.sluice.cli.run;

import java.io.BufferedReader;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Whether a person watches, and how wide the window is. */
final class Terminal {

  private static final int DEFAULT_WIDTH = 80;
  private static final int NARROWEST = 20;

  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // which is why it is asked below
  static boolean isThere() {
    Console console = System.console();
    return console != null && isTerminal(console);
  }

  /** From Java 22 on there is a console even where output goes to a file, and it can be asked. */
  private static boolean isTerminal(Console console) {
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** Its columns, as far as that can be found out; 80 otherwise. */
  static int width() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectErrorStream(true)
              .start();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(stty.getInputStream(), StandardCharsets.UTF_8))) {
        return columns(lines.readLine());
      }
    } catch (IOException e) {
      return DEFAULT_WIDTH;
    }
  }

  /** Reads {@code 24 80}: rows, and columns. */
  static int columns(String size) {
    if (size == null || !size.matches("\\d{1,4} \\d{1,4}")) {
      return DEFAULT_WIDTH;
    }
    int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1));
    return columns < NARROWEST ? DEFAULT_WIDTH : columns;
  }
}
