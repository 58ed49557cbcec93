package dev.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;

import dev.sluice.cli.Sluice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A command as a user would run it, and what it left.
 *
 * @param code what it exited with
 * @param out what it printed
 * @param err what it complained about
 */
record CommandLine(int code, String out, String err) {

  /** Runs a command in this JVM, with its output caught. */
  static CommandLine sluice(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream caughtOut = new ByteArrayOutputStream();
    ByteArrayOutputStream caughtErr = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(caughtOut, true, UTF_8));
      System.setErr(new PrintStream(caughtErr, true, UTF_8));
      int code = Sluice.run(args);
      return new CommandLine(code, caughtOut.toString(UTF_8), caughtErr.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** Runs a command in a JVM of its own, with a part of this one's classpath. */
  static CommandLine sluiceWith(Predicate<String> classpath, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-cp", classpath(classpath), "dev.sluice.cli.Sluice"));
    command.addAll(List.of(args));
    return java(Path.of(System.getProperty("java.home")), command);
  }

  /** Runs a command in a JVM of its own, in a working directory, with this one's classpath. */
  static CommandLine sluiceIn(Path directory, List<String> args)
      throws IOException, InterruptedException {
    List<String> command = ShortJvm.command();
    command.addAll(List.of("-cp", absolute(), "dev.sluice.cli.Sluice"));
    command.addAll(args);
    return of(new ProcessBuilder(command).directory(directory.toFile()));
  }

  private static String absolute() {
    return Arrays.stream(classpath())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  /** Runs a program in a JVM of its own, of a JDK. */
  static CommandLine java(Path jdk, List<String> args) throws IOException, InterruptedException {
    List<String> command = ShortJvm.command(jdk);
    command.addAll(args);
    return of(new ProcessBuilder(command));
  }

  /** Runs a process to its end; one that has not ended after five minutes is killed. */
  static CommandLine of(ProcessBuilder process) throws IOException, InterruptedException {
    Path out = Files.createTempFile("sluice", ".out");
    Path err = Files.createTempFile("sluice", ".err");
    Process running = process.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      if (!running.waitFor(5, MINUTES)) {
        throw new IOException(
            "not ended after 5 minutes: %s%n%s%n%s"
                .formatted(process.command(), Files.readString(out), Files.readString(err)));
      }
      return new CommandLine(running.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** A part of this JVM's classpath. */
  static String classpath(Predicate<String> wanted) {
    return Arrays.stream(classpath())
        .filter(wanted)
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  private static String[] classpath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return path.split(System.getProperty("path.separator"), -1);
  }

  /** The complaints that are ours; the log of Hadoop goes the same way in tests. */
  List<String> complaints() {
    return err.lines().filter(line -> line.startsWith("sluice: ")).toList();
  }
}
