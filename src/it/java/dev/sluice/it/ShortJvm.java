package dev.sluice.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How tests start a JVM that lives for seconds: without the compiler and collector of servers, and
 * without a check of each class, which takes a tenth of such a life. The archives are run with it.
 */
public final class ShortJvm {

  /** Its flags. */
  public static final List<String> FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote");

  private ShortJvm() {}

  /** Its flags in one line. */
  static String flags() {
    return String.join(" ", FLAGS);
  }

  /** A command that runs this JVM's own JDK, to which the caller adds class path and program. */
  public static List<String> command() {
    return command(Path.of(System.getProperty("java.home")));
  }

  /** The same with another JDK. */
  static List<String> command(Path jdk) {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin/java").toString());
    command.addAll(FLAGS);
    return command;
  }
}
