package dev.sluice.cli.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The result of a check. Immutable. */
public final class CheckReport {

  private final List<FindingGroup> groups;

  CheckReport(List<FindingGroup> groups) {
    this.groups = Collections.unmodifiableList(new ArrayList<>(groups));
  }

  List<FindingGroup> groups() {
    return groups;
  }

  /** The level of the most serious finding. */
  public Level worst() {
    return groups.stream()
        .flatMap(group -> group.findings().stream())
        .map(Finding::level)
        .max(Level::compareTo)
        .orElse(Level.OK);
  }

  /** The number of findings of a level. */
  long count(Level level) {
    return groups.stream()
        .flatMap(group -> group.findings().stream())
        .filter(finding -> finding.level() == level)
        .count();
  }

  /** Lines for a terminal of this width. */
  public List<String> lines(int width) {
    return new CheckScreen(width).lines(this);
  }

  /** One JSON object. */
  public String json() {
    ByteArray bytes = new ByteArray(4096);
    JsonWriter json = new JsonWriter(bytes).startObject();
    writeTo(json);
    json.endObject();
    return new String(bytes.array(), 0, bytes.length(), UTF_8);
  }

  /** Writes the members of that object. */
  public void writeTo(JsonWriter json) {
    json.name("level").value(worst().toString());
    for (FindingGroup group : groups) {
      json.name(group.name()).startArray();
      group.findings().forEach(finding -> write(finding, json));
      json.endArray();
    }
  }

  private static void write(Finding finding, JsonWriter json) {
    json.startObject();
    json.name("level").value(finding.level().toString());
    json.name("name").value(finding.name());
    json.name("figure").value(finding.figure());
    if (!finding.advice().isEmpty()) {
      json.name("advice").value(finding.advice());
    }
    if (!finding.isSeen()) {
      json.name("seen").value(false);
    }
    json.endObject();
  }
}
