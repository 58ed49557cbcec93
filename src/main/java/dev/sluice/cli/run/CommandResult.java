package dev.sluice.cli.run;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The result of a command as one JSON object, for schedulers: the command, its state and exit code,
 * and the figures that it prints for people. Used by one thread.
 */
public final class CommandResult {

  private String command;
  private String kept;
  private Summary keptSummary;
  private String job;
  private String target;
  private Summary summary = new Summary();
  private Consumer<JsonWriter> members = out -> {};
  private Outcome outcome = Outcome.REJECTED;
  private String error;

  /** Starts without a command. */
  public CommandResult() {}

  /** Notes the command that runs. */
  public void command(String name) {
    command = name;
  }

  /** Notes the job of the command and its target, such as an index. */
  void job(String id, String name) {
    job = id;
    target = name;
  }

  /** Notes the figures of the job or command. */
  public void summary(Summary figures) {
    summary = figures;
  }

  /** Notes further members of the object; the writer is inside it. */
  public void members(Consumer<JsonWriter> writer) {
    members = writer;
  }

  /** Keeps the figures of the job as a member of their own; those of another job follow. */
  void keepAs(String member) {
    kept = member;
    keptSummary = summary;
    summary = new Summary();
  }

  /** Notes how the job or command has ended. */
  public void outcome(Outcome ended) {
    outcome = ended;
  }

  /** Notes the reason why the command failed. */
  public void error(String message) {
    error = message;
  }

  /** The object, on one line. */
  public String toJson(int exitCode) {
    ByteArray json = new ByteArray(256);
    JsonWriter out = new JsonWriter(json);
    out.startObject();
    member(out, "command", command);
    out.name("state").value(state(exitCode));
    out.name("exit_code").value((long) exitCode);
    member(out, "job", job);
    member(out, "target", target);
    summary.writeTo(out);
    members.accept(out);
    writeKept(out);
    member(out, "error", error);
    out.endObject();
    return new String(json.array(), 0, json.length(), StandardCharsets.UTF_8);
  }

  private void writeKept(JsonWriter out) {
    if (kept != null) {
      out.name(kept).startObject();
      keptSummary.writeTo(out);
      out.endObject();
    }
  }

  private static void member(JsonWriter out, String name, String value) {
    if (value != null) {
      out.name(name).value(value);
    }
  }

  private String state(int exitCode) {
    switch (exitCode) {
      case ExitCode.DONE:
        return "done";
      case ExitCode.LOOK_AT_OUTPUT:
        return outcome.state();
      case ExitCode.USAGE:
        return "refused";
      default:
        return "failed";
    }
  }
}
