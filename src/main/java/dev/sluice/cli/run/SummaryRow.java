package dev.sluice.cli.run;

import dev.sluice.json.JsonWriter;
import java.time.Duration;
import java.util.Locale;

/** A name and a value of a {@link Summary}, as people and as programs read it. Immutable. */
final class SummaryRow {

  private final String name;
  private final String value;

  /** The end of the name in JSON: the unit. */
  private final String unit;

  /** The number in JSON; null if the value is a text. */
  private final Long number;

  private SummaryRow(String name, String value, String unit, Long number) {
    this.name = name;
    this.value = value;
    this.unit = unit;
    this.number = number;
  }

  static SummaryRow text(String name, String text) {
    return new SummaryRow(name, text, "", null);
  }

  static SummaryRow count(String name, long count) {
    return new SummaryRow(name, HumanNumbers.count(count), "", count);
  }

  static SummaryRow bytes(String name, long bytes) {
    return new SummaryRow(name, HumanNumbers.bytes(bytes), " bytes", bytes);
  }

  static SummaryRow time(String name, Duration time) {
    return new SummaryRow(name, HumanNumbers.time(time), " ms", time.toMillis());
  }

  /** A count that may be too low. */
  static SummaryRow atLeast(String name, long count) {
    String value = count == 0 ? "none reported" : "at least " + HumanNumbers.count(count);
    return new SummaryRow(name, value, " at least", count);
  }

  String name() {
    return name;
  }

  String value() {
    return value;
  }

  /** Writes a member such as {@code "sent_bytes":2048}. */
  void writeTo(String prefix, JsonWriter out) {
    out.name(member(prefix + name.trim() + unit));
    if (number == null) {
      out.value(value);
    } else {
      out.value(number.longValue());
    }
  }

  private static String member(String words) {
    return words
        .toLowerCase(Locale.ROOT)
        .replace("/s", " per second")
        .replaceAll("[^a-z0-9]+", "_");
  }
}
