package dev.sluice.mapreduce.owner;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Optional;
import org.apache.hadoop.net.NetUtils;

/**
 * A process of this machine: its id and its start time, because ids are used again. Only Linux
 * tells them.
 */
public final class LocalProcess {

  private static final Path ALL = Paths.get("/proc");

  private static final int START_TIME = 19;

  private LocalProcess() {}

  /** The name of this machine. */
  public static String host() {
    return NetUtils.getLocalHostname();
  }

  /** The id of this process. */
  public static String pid() {
    return ManagementFactory.getRuntimeMXBean().getName().replaceFirst("@.*", "");
  }

  /** This process; empty if the system does not tell. */
  public static Optional<String> own() {
    return withId(pid());
  }

  /** The process that has an id now: the id, a blank, and when it started. */
  private static Optional<String> withId(String pid) {
    try {
      Path stat = ALL.resolve(pid).resolve("stat");
      String text = new String(Files.readAllBytes(stat), StandardCharsets.UTF_8);
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
      return Optional.of(pid + " " + fields[START_TIME]);
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // not Linux, or no such process
    }
  }

  /**
   * Whether a process still runs; empty if the system does not tell.
   *
   * @param process what {@link #own} returned in that process
   */
  public static Optional<Boolean> isAlive(String process) {
    if (process.isEmpty() || !own().isPresent()) {
      return Optional.empty();
    }
    Optional<String> found = withId(process.replaceFirst(" .*", ""));
    if (!found.isPresent() && hidesOthers()) {
      return Optional.empty();
    }
    return Optional.of(found.equals(Optional.of(process)));
  }

  /** A mount option of Linux hides the processes of other users. */
  private static boolean hidesOthers() {
    return !Files.exists(ALL.resolve("1"));
  }
}
