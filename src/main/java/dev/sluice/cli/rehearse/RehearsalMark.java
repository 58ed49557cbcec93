package dev.sluice.cli.rehearse;

import dev.sluice.client.cluster.JsonFields;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.net.NetUtils;

/**
 * The mark in the mapping of a scratch index: whose it is, and until when it is surely in use. On
 * the same machine the process itself tells whether the rehearsal still runs. Immutable.
 */
final class RehearsalMark {

  /** The member of {@code _meta}. */
  static final String NAME = "sluice-rehearsal";

  /** Renewed while the rehearsal runs. */
  private static final Duration VALID = Duration.ofHours(1);

  /** The clocks of two machines may differ by this much. */
  private static final Duration SKEW = Duration.ofMinutes(10);

  private static final int START_TIME = 19;

  final String job;
  final String host;
  private final String process;
  final String started;
  private final long untilMillis;

  private RehearsalMark(String job, String host, String process, String started, long untilMillis) {
    this.job = job;
    this.host = host;
    this.process = process;
    this.started = started;
    this.untilMillis = untilMillis;
  }

  /** The mark of this process. */
  static RehearsalMark of(String job, long nowMillis) {
    return new RehearsalMark(
        job,
        NetUtils.getLocalHostname(),
        process(pid()).orElse(""),
        Instant.ofEpochMilli(nowMillis).toString(),
        nowMillis + VALID.toMillis());
  }

  static String pid() {
    return ManagementFactory.getRuntimeMXBean().getName().replaceFirst("@.*", "");
  }

  /** Reads a mark. */
  static RehearsalMark read(JsonTree json) {
    return new RehearsalMark(
        json.at("job").text().orElse(""),
        json.at("host").text().orElse("an unknown host"),
        json.at("process").text().orElse(""),
        json.at("time").text().orElse("an unknown time"),
        json.at("until").number().orElse(0));
  }

  /** A copy that is valid longer. */
  RehearsalMark renewed(long nowMillis) {
    return new RehearsalMark(job, host, process, started, nowMillis + VALID.toMillis());
  }

  boolean isDueForRenewal(long nowMillis) {
    return untilMillis - nowMillis < VALID.toMillis() / 2;
  }

  /** Whether the rehearsal may still run. */
  boolean isRunning(long nowMillis) {
    Optional<String> found =
        host.equals(NetUtils.getLocalHostname()) && !process.isEmpty() && hasProc()
            ? Optional.of(process(process.replaceFirst(" .*", "")).orElse(""))
            : Optional.empty();
    return found.isPresent()
        ? found.get().equals(process)
        : nowMillis < untilMillis + SKEW.toMillis();
  }

  private static boolean hasProc() {
    return process(pid()).isPresent();
  }

  /** The id of a process with its start time, because ids are used again. */
  private static Optional<String> process(String pid) {
    Path stat = Paths.get("/proc", pid, "stat");
    try {
      String text = new String(Files.readAllBytes(stat), StandardCharsets.UTF_8);
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
      return Optional.of(pid + " " + fields[START_TIME]);
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // not Linux, or no such process
    }
  }

  String toJson() {
    return JsonFields.NONE
        .with("job", quoted(job))
        .with("host", quoted(host))
        .with("process", quoted(process))
        .with("time", quoted(started))
        .with("until", Long.toString(untilMillis))
        .toString();
  }

  private static String quoted(String text) {
    return Json.quoted(text);
  }
}
