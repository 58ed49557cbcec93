package dev.sluice.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A configuration key: its name, type, default, bounds and description. The code reads these
 * constants, and the tables of keys are generated from them. Immutable.
 *
 * @param <T> the type of the value
 */
public final class Setting<T> {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)");

  private final String key;
  private final String type;
  private final String fallback;
  private final String bounds;
  private final String doc;
  private final boolean common;
  private final Function<String, T> parser;
  private final Predicate<T> valid;

  private Setting(
      String key,
      String type,
      String fallback,
      String bounds,
      String doc,
      boolean common,
      Function<String, T> parser,
      Predicate<T> valid) {
    this.key = key;
    this.type = type;
    this.fallback = fallback;
    this.bounds = bounds;
    this.doc = doc;
    this.common = common;
    this.parser = parser;
    this.valid = valid;
  }

  private static <T> Setting<T> of(
      String key,
      String type,
      String fallback,
      String bounds,
      Function<String, T> parser,
      Predicate<T> valid) {
    return new Setting<>(
        Objects.requireNonNull(key, "key"), type, fallback, bounds, "", false, parser, valid);
  }

  /** A text; empty if not set or blank. */
  public static Setting<Optional<String>> text(String key) {
    return of(
        key,
        "text",
        "",
        "",
        text -> text.isEmpty() ? Optional.<String>empty() : Optional.of(text),
        text -> true);
  }

  /** A text with a default. */
  public static Setting<String> text(String key, String fallback) {
    return of(key, "text", fallback, "must not be empty", text -> text, text -> !text.isEmpty());
  }

  /** A comma-separated list; blanks around items and empty items are ignored. */
  public static Setting<List<String>> list(String key, String fallback) {
    return of(key, "list", fallback, "", Setting::items, items -> true);
  }

  /** A boolean: {@code true} or {@code false}. */
  public static Setting<Boolean> flag(String key, boolean fallback) {
    return of(
        key,
        "boolean",
        Boolean.toString(fallback),
        "must be true or false",
        Setting::flag,
        flag -> true);
  }

  /** A whole number within inclusive bounds. */
  public static Setting<Integer> whole(String key, int fallback, int min, int max) {
    return of(
        key,
        "whole number",
        Integer.toString(fallback),
        "must be a whole number from " + min + " to " + max,
        Integer::valueOf,
        number -> number >= min && number <= max);
  }

  /** A duration such as {@code 500ms}, {@code 30s}, {@code 15m}, {@code 2h} or {@code 1d}. */
  public static Setting<Duration> duration(String key, String fallback, String min, String max) {
    Duration least = parseDuration(min);
    Duration most = parseDuration(max);
    return of(
        key,
        "duration",
        fallback,
        "must be a duration from " + min + " to " + max + ", such as 500ms, 30s, 15m or 2h",
        Setting::parseDuration,
        value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
  }

  /** A size such as {@code 64kb} or {@code 5mb}. */
  public static Setting<DataSize> size(String key, String fallback, String min, String max) {
    DataSize least = DataSize.parse(min);
    DataSize most = DataSize.parse(max);
    return of(
        key,
        "size",
        fallback,
        "must be a size from " + min + " to " + max + ", such as 64kb or 5mb",
        DataSize::parse,
        value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
  }

  /** A constant of an enum, in lower case with hyphens. */
  public static <E extends Enum<E>> Setting<E> choice(String key, Class<E> type, E fallback) {
    return of(
        key,
        "choice",
        word(fallback),
        "must be one of "
            + Arrays.stream(type.getEnumConstants())
                .map(Setting::word)
                .collect(Collectors.joining(", ")),
        text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')),
        value -> true);
  }

  /**
   * A value of a custom type.
   *
   * @param type the name of the type in tables
   * @param bounds the requirement on a value, starting with "must"
   * @param parser throws IllegalArgumentException for invalid texts
   */
  public static <T> Setting<T> parsed(
      String key, String type, String fallback, String bounds, Function<String, T> parser) {
    return of(key, type, fallback, bounds, parser, value -> true);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> items(String text) {
    return Collections.unmodifiableList(
        Arrays.stream(text.split(","))
            .map(String::trim)
            .filter(item -> !item.isEmpty())
            .collect(Collectors.toList()));
  }

  private static Boolean flag(String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.valueOf(text);
    }
    throw new IllegalArgumentException("not true or false");
  }

  private static Duration parseDuration(String text) {
    Matcher form = DURATION.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw new IllegalArgumentException("not a duration");
    }
    long amount = Long.parseLong(form.group(1));
    switch (form.group(2)) {
      case "ms":
        return Duration.ofMillis(amount);
      case "s":
        return Duration.ofSeconds(amount);
      case "m":
        return Duration.ofMinutes(amount);
      case "h":
        return Duration.ofHours(amount);
      case "d":
        return Duration.ofDays(amount);
      default:
        throw new AssertionError(form.group(2));
    }
  }

  /** A copy with a description for the tables. */
  public Setting<T> doc(String text) {
    return new Setting<>(key, type, fallback, bounds, text, common, parser, valid);
  }

  /** A copy marked for the short table of the README. */
  public Setting<T> common() {
    return new Setting<>(key, type, fallback, bounds, doc, true, parser, valid);
  }

  /**
   * Reads the value.
   *
   * @param lookup the source of texts
   * @return the value given, or the default
   * @throws IllegalArgumentException if the text is invalid or out of bounds; the message has key,
   *     text, bounds and default
   */
  public T read(Lookup lookup) {
    String raw = lookup.find(key);
    String text = raw == null ? fallback : raw.trim();
    T value;
    try {
      value = parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(rejects(text), e);
    }
    if (!valid.test(value)) {
      throw new IllegalArgumentException(rejects(text));
    }
    return value;
  }

  /** Whether the key is set. */
  public boolean isGiven(Lookup lookup) {
    return lookup.find(key) != null;
  }

  private String rejects(String text) {
    String wish = bounds.isEmpty() ? "must be a " + type : bounds;
    String otherwise = fallback.isEmpty() ? "" : " (default " + fallback + ")";
    return key + " is \"" + text + "\" but " + wish + otherwise;
  }

  /** The full name of the key. */
  public String key() {
    return key;
  }

  /** The name of the type: text, list, boolean, whole number, duration, size, choice. */
  public String type() {
    return type;
  }

  /** The default as a user would write it; empty if there is none. */
  public String fallback() {
    return fallback;
  }

  /** The requirement on a value, starting with "must"; empty if any value is valid. */
  public String bounds() {
    return bounds;
  }

  /** The description, one or two sentences. */
  public String doc() {
    return doc;
  }

  /** Whether the key is in the short table of the README. */
  public boolean isCommon() {
    return common;
  }

  @Override
  public String toString() {
    return key;
  }
}
