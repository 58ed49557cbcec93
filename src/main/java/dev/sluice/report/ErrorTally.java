package dev.sluice.report;

import dev.sluice.json.JsonObject;
import dev.sluice.json.JsonScan;
import dev.sluice.json.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts rejected documents by the type of their error, with the ids of the first ones. The number
 * of types, of ids and their lengths are limited. Thread-safe.
 */
public final class ErrorTally {

  private static final int MOST_TYPES = 40;
  private static final int MOST_IDS = 5;
  private static final int LONGEST_ID = 512;
  private static final int LONGEST_REASON = 400;
  private static final String OTHERS = "other types";

  private final Map<String, Errors> byType = new LinkedHashMap<>();

  /** The errors of one type. Guarded by the tally. */
  public static final class Errors {
    private final String type;
    private final String reason;
    private final List<String> ids = new ArrayList<>(MOST_IDS);
    private long count;

    private Errors(String type, String reason) {
      this.type = type;
      this.reason = reason;
    }

    /** The type, as Elasticsearch or Sluice calls it. */
    public String type() {
      return type;
    }

    /** The number of documents. */
    public long count() {
      return count;
    }

    private Errors copy() {
      Errors copy = new Errors(type, reason);
      copy.count = count;
      copy.ids.addAll(ids);
      return copy;
    }
  }

  /** Counts a rejected document; an empty id is counted, but not kept. */
  public synchronized void add(String type, String reason, String id) {
    Errors errors = of(type, reason);
    errors.count++;
    keep(errors, id);
  }

  /** Adds the counts of another tally. */
  public void addAll(ErrorTally other) {
    for (Errors its : other.list()) {
      synchronized (this) {
        Errors errors = of(its.type, its.reason);
        errors.count += its.count;
        its.ids.forEach(id -> keep(errors, id));
      }
    }
  }

  private Errors of(String type, String reason) {
    String known = byType.containsKey(type) || byType.size() < MOST_TYPES ? type : OTHERS;
    return byType.computeIfAbsent(known, name -> new Errors(name, cut(reason, LONGEST_REASON)));
  }

  private static void keep(Errors errors, String id) {
    if (!id.isEmpty() && errors.ids.size() < MOST_IDS) {
      errors.ids.add(cut(id, LONGEST_ID));
    }
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "…";
  }

  /** The errors by type, the most frequent first. */
  public synchronized List<Errors> list() {
    List<Errors> all = new ArrayList<>();
    byType.values().forEach(errors -> all.add(errors.copy()));
    all.sort((one, other) -> Long.compare(other.count, one.count));
    return Collections.unmodifiableList(all);
  }

  /** Writes an array. */
  public void writeTo(JsonWriter json) {
    json.startArray();
    for (Errors errors : list()) {
      json.startObject().name("type").value(errors.type).name("count").value(errors.count);
      json.name("reason").value(errors.reason).name("ids").startArray();
      errors.ids.forEach(json::value);
      json.endArray().endObject();
    }
    json.endArray();
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @throws IOException if it is something else
   */
  static ErrorTally read(JsonScan scan) throws IOException {
    ErrorTally tally = new ErrorTally();
    scan.enter('[');
    while (scan.more(']')) {
      tally.readErrors(scan);
    }
    return tally;
  }

  private void readErrors(JsonScan scan) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    List<String> ids = new ArrayList<>();
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      String name = scan.text();
      if (name.equals("ids")) {
        scan.enter('[');
        while (scan.more(']')) {
          scan.scalar().ifPresent(ids::add);
        }
      } else {
        scan.scalar().ifPresent(text -> fields.put(name, text));
      }
    }
    Errors errors = of(fields.getOrDefault("type", ""), fields.getOrDefault("reason", ""));
    errors.count += JsonObject.number(fields, "count");
    ids.forEach(id -> keep(errors, id));
  }
}
