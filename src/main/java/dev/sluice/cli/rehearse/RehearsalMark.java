package dev.sluice.cli.rehearse;

import dev.sluice.client.cluster.JsonFields;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.Json;
import dev.sluice.mapreduce.owner.LocalProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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
        LocalProcess.host(),
        LocalProcess.own().orElse(""),
        Instant.ofEpochMilli(nowMillis).toString(),
        nowMillis + VALID.toMillis());
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
    Optional<Boolean> alive =
        host.equals(LocalProcess.host()) ? LocalProcess.isAlive(process) : Optional.empty();
    return alive.orElseGet(() -> nowMillis < untilMillis + SKEW.toMillis());
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
