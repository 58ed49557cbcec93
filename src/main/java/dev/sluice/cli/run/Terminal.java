package dev.sluice.cli.run;

import java.io.BufferedReader;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The terminal that a command prints to: whether there is one, its width, and whether to use
 * colours. Immutable.
 */
public final class Terminal {

  private static final int DEFAULT_WIDTH = 80;
  private static final int NARROWEST = 20;

  /** The narrowest help that picocli can print, and the widest that is easy to read. */
  private static final int NARROWEST_HELP = 55;

  private static final int WIDEST_HELP = 120;

  private final UnaryOperator<String> environment;
  private final boolean there;

  private Terminal(UnaryOperator<String> environment, boolean there) {
    this.environment = Objects.requireNonNull(environment, "environment");
    this.there = there;
  }

  /** The terminal of this process. */
  public static Terminal ofProcess() {
    return new Terminal(System::getenv, hasConsole());
  }

  /**
   * A terminal as it would be with the given environment.
   *
   * @param environment finds the value of a variable, or null
   * @param there whether output goes to a terminal, not to a file or pipe
   */
  public static Terminal of(UnaryOperator<String> environment, boolean there) {
    return new Terminal(environment, there);
  }

  @SuppressWarnings("SystemConsoleNull") // which is why it is asked below
  private static boolean hasConsole() {
    Console console = System.console();
    return console != null && isTerminal(console);
  }

  /** From Java 22 on there is a console even if output goes to a file; it knows the difference. */
  private static boolean isTerminal(Console console) {
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** Whether lines can be drawn again: there is a terminal, and {@code TERM} is not dumb. */
  boolean isInteractive() {
    return there && !"dumb".equals(environment.apply("TERM"));
  }

  /** Whether to print colours; {@code NO_COLOR} with any text turns them off. */
  public boolean hasColours() {
    String off = environment.apply("NO_COLOR");
    return isInteractive() && (off == null || off.isEmpty());
  }

  /** Columns of the terminal: {@code COLUMNS}, or what {@code stty} says; 80 if unknown. */
  int width() {
    String columns = environment.apply("COLUMNS");
    if (columns != null && columns.matches("[1-9]\\d{0,3}")) {
      return Math.max(NARROWEST, Integer.parseInt(columns));
    }
    return there ? askTty() : DEFAULT_WIDTH;
  }

  /** Columns for help texts, 55 to 120. */
  public int helpWidth() {
    return Math.max(NARROWEST_HELP, Math.min(WIDEST_HELP, width()));
  }

  private static int askTty() {
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
