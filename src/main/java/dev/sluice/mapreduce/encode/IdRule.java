package dev.sluice.mapreduce.encode;

import java.util.Objects;

/**
 * The source of document ids: {@code none} (generated), {@code key} (the record key) or {@code
 * field:NAME} (a field of the document, by name or dotted path). Immutable.
 */
public final class IdRule {

  private static final String FIELD_PREFIX = "field:";

  public enum Kind {
    NONE,
    KEY,
    FIELD
  }

  private final Kind kind;
  private final String field;

  private IdRule(Kind kind, String field) {
    this.kind = kind;
    this.field = field;
  }

  /**
   * Parses a rule.
   *
   * @throws IllegalArgumentException if the text is none of the three forms
   */
  public static IdRule parse(String text) {
    if (text.equals("none")) {
      return new IdRule(Kind.NONE, "");
    }
    if (text.equals("key")) {
      return new IdRule(Kind.KEY, "");
    }
    if (text.startsWith(FIELD_PREFIX) && text.length() > FIELD_PREFIX.length()) {
      return new IdRule(Kind.FIELD, text.substring(FIELD_PREFIX.length()));
    }
    throw new IllegalArgumentException("not none, key or field:NAME: " + text);
  }

  public Kind kind() {
    return kind;
  }

  String field() {
    return field;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdRule
        && ((IdRule) other).kind == kind
        && ((IdRule) other).field.equals(field);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, field);
  }

  /** The text as the user wrote it. */
  @Override
  public String toString() {
    switch (kind) {
      case NONE:
        return "none";
      case KEY:
        return "key";
      case FIELD:
        return FIELD_PREFIX + field;
    }
    throw new AssertionError(kind);
  }
}
