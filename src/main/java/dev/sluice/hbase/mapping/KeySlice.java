package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.SyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the row key: {@code key}, {@code key[0..8]} (the end is exclusive) or {@code key[8..]}.
 * Immutable.
 */
final class KeySlice {

  private static final Pattern FORM = Pattern.compile("key(?:\\[(\\d{1,5})\\.\\.(\\d{0,5})\\])?");

  private static final int OPEN = -1;

  static final KeySlice WHOLE = new KeySlice(0, OPEN);

  private final int from;
  private final int to;

  private KeySlice(int from, int to) {
    this.from = from;
    this.to = to;
  }

  /** Whether a word has the form of a key or a part of it. */
  static boolean isMeantBy(String word) {
    return word.equals("key") || word.startsWith("key[");
  }

  static KeySlice parse(String word, int column) throws SyntaxException {
    Matcher form = FORM.matcher(word);
    if (!form.matches()) {
      throw new SyntaxException(
          column, "write a part of the key as key[0..8] or key[8..], not \"" + word + "\"");
    }
    int from = form.group(1) == null ? 0 : Integer.parseInt(form.group(1));
    boolean open = form.group(2) == null || form.group(2).isEmpty();
    int to = open ? OPEN : Integer.parseInt(form.group(2));
    if (!open && to <= from) {
      throw new SyntaxException(column, "the end of " + word + " must be greater than its start");
    }
    return new KeySlice(from, to);
  }

  /** Whether the part is the whole key. */
  boolean isWhole() {
    return from == 0 && to == OPEN;
  }

  /** The start of the part in the key. */
  int from() {
    return from;
  }

  /**
   * The length of the part for a key of this length, in bytes.
   *
   * @throws IllegalArgumentException if the key is too short
   */
  int length(int keyLength) {
    if (keyLength <= from || keyLength < to) {
      throw new IllegalArgumentException(
          "found a key of " + keyLength + " bytes, which is too short for " + this);
    }
    return (to == OPEN ? keyLength : to) - from;
  }

  @Override
  public String toString() {
    if (from == 0 && to == OPEN) {
      return "key";
    }
    return "key[" + from + ".." + (to == OPEN ? "" : Integer.toString(to)) + "]";
  }
}
