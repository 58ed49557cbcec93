package dev.sluice.mapreduce.encode;

import dev.sluice.json.ByteSlice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds the index name of each document: {@code {field}} inserts the text of a field, {@code
 * {field|yyyy-MM-dd}} its date in this format. Not thread-safe.
 */
public final class IndexPattern {

  static final String RULE =
      IndexName.RULE
          + "; {field} inserts the text of a document field, and"
          + " {field|yyyy-MM-dd} inserts its date in this format; with such a field, no"
          + " uppercase letters";

  private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)\\}");

  /** The size of the cache of valid names. */
  private static final int MOST_KNOWN = 10_000;

  /** A part of the name. */
  private interface Part {
    String of(ByteSlice document) throws RecordRefusedException;
  }

  private final List<Part> parts;
  private final Set<String> known = new HashSet<>();

  private IndexPattern(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * Checks a name or pattern.
   *
   * @return the text; empty if it is empty
   * @throws IllegalArgumentException if no index can have this name
   */
  static Optional<String> check(String text) {
    String name = PLACE.matcher(text).replaceAll("x");
    if (name.indexOf('{') >= 0 || name.indexOf('}') >= 0) {
      throw new IllegalArgumentException("unmatched brace: " + text);
    }
    IndexName.parse(name);
    if (isPattern(text) && !IndexName.isCreatable(name)) {
      throw new IllegalArgumentException("uppercase letter: " + text);
    }
    of(text);
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** The possible names of a pattern, with {@code *} for the parts from the document. */
  public static String wildcard(String text) {
    return PLACE.matcher(text).replaceAll("*").replaceAll("\\*{2,}", "*");
  }

  /** Whether the index depends on the document. */
  public static boolean isPattern(String text) {
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      if (!place.group(1).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a date uses the week-based year, which is rarely intended. */
  public static boolean hasYearOfWeek(String text) {
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      String format = place.group(1).substring(place.group(1).indexOf('|') + 1);
      if (place.group(1).contains("|") && format.contains("Y") && !format.contains("w")) {
        return true;
      }
    }
    return false;
  }

  /** The pattern of a text; empty if all documents have the same index. */
  static Optional<IndexPattern> of(String text) {
    return of(text, NumberText.WRITTEN);
  }

  /** The same with a number format for the parts of the name. */
  static Optional<IndexPattern> of(String text, NumberText numbers) {
    if (!isPattern(text)) {
      return Optional.empty();
    }
    List<Part> parts = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    int from = 0;
    while (place.find()) {
      parts.add(constant(text.substring(from, place.start())));
      parts.add(part(place.group(1), text, numbers));
      from = place.end();
    }
    parts.add(constant(text.substring(from)));
    return Optional.of(new IndexPattern(parts));
  }

  private static Part constant(String text) {
    return document -> text;
  }

  private static Part part(String place, String pattern, NumberText numbers) {
    int bar = place.indexOf('|');
    String use = OutputSettings.INDEX + "=" + pattern;
    DocumentField field =
        new DocumentField(bar < 0 ? place : place.substring(0, bar), use, numbers);
    if (bar < 0) {
      return field::in;
    }
    DateName dates = new DateName(place.substring(bar + 1));
    return document -> {
      String text = field.in(document);
      try {
        return dates.of(text);
      } catch (IllegalArgumentException e) {
        throw RecordRefusedException.ofValue(
            "\"" + text + "\" is not " + DateName.RULE + ", required by " + use);
      }
    };
  }

  /**
   * The index of a document.
   *
   * @throws RecordRefusedException if the document lacks a field, or the name is invalid
   */
  String nameFor(ByteSlice document) throws RecordRefusedException {
    StringBuilder made = new StringBuilder();
    for (Part part : parts) {
      made.append(part.of(document));
    }
    String name = made.toString();
    if (!known.contains(name)) {
      IndexName.checkCreatable(name);
      if (known.size() < MOST_KNOWN) {
        known.add(name);
      }
    }
    return name;
  }
}
