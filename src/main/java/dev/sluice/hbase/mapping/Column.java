package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.SyntaxException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.hbase.Cell;
import org.apache.hadoop.hbase.util.Bytes;

/**
 * A column of a table, or all columns of a family with a common qualifier prefix. Written as {@code
 * family:qualifier}, {@code family:prefix*} or {@code family:*}. Special characters in a qualifier
 * need quotes or {@code \x00} escapes. Ordered as HBase orders columns. Immutable.
 */
final class Column implements Comparable<Column> {

  private final byte[] family;
  private final byte[] qualifier;
  private final boolean prefix;

  private Column(byte[] family, byte[] qualifier, boolean prefix) {
    this.family = family;
    this.qualifier = qualifier;
    this.prefix = prefix;
  }

  /**
   * Parses a column.
   *
   * @param place the position of the word in its line
   */
  static Column parse(String word, int place) throws SyntaxException {
    int colon = word.indexOf(':');
    if (colon <= 0) {
      throw new SyntaxException(
          place, "expected a column such as family:qualifier, but found \"" + word + "\"");
    }
    String rest = word.substring(colon + 1);
    boolean prefix = rest.endsWith("*");
    String qualifier = prefix ? rest.substring(0, rest.length() - 1) : rest;
    boolean quoted = qualifier.length() > 1 && qualifier.startsWith("\"");
    if (quoted && !qualifier.endsWith("\"")) {
      throw new SyntaxException(place, "only a star can follow the closing quote in " + word);
    }
    if (!quoted && qualifier.indexOf('*') >= 0) {
      throw new SyntaxException(
          place, "a star is allowed only at the end of a column; write \\x2A for a literal star");
    }
    String inner = quoted ? qualifier.substring(1, qualifier.length() - 1) : qualifier;
    byte[] family = word.substring(0, colon).getBytes(StandardCharsets.UTF_8);
    return new Column(family, unescape(inner, place + colon + 1), prefix);
  }

  private static byte[] unescape(String text, int place) throws SyntaxException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int i = 0;
    while (i < text.length()) {
      if (text.charAt(i) != '\\') {
        int next = text.offsetByCodePoints(i, 1);
        byte[] utf8 = text.substring(i, next).getBytes(StandardCharsets.UTF_8);
        bytes.write(utf8, 0, utf8.length);
        i = next;
      } else if (text.startsWith("\\x", i) && hex(text, i + 2) >= 0) {
        bytes.write(hex(text, i + 2));
        i += 4;
      } else if (text.startsWith("\\\"", i) || text.startsWith("\\\\", i)) {
        bytes.write(text.charAt(i + 1));
        i += 2;
      } else {
        throw new SyntaxException(
            place, "invalid escape: write \\x and two hexadecimal digits, \\\\ or \\\"");
      }
    }
    return bytes.toByteArray();
  }

  private static int hex(String text, int at) {
    if (at + 2 > text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : (high << 4) | low;
  }

  byte[] family() {
    return family.clone();
  }

  /** The qualifier, or the prefix of the qualifiers. */
  byte[] qualifier() {
    return qualifier.clone();
  }

  int qualifierLength() {
    return qualifier.length;
  }

  /** Whether this matches many columns. */
  boolean isPrefix() {
    return prefix;
  }

  /** Whether this matches a whole family. */
  boolean isFamily() {
    return prefix && qualifier.length == 0;
  }

  /** Whether this matches another column. */
  boolean covers(Column other) {
    return prefix
        && !equals(other)
        && Bytes.equals(family, other.family)
        && Bytes.startsWith(other.qualifier, qualifier);
  }

  boolean matches(Cell cell) {
    int length = cell.getQualifierLength();
    if (length < qualifier.length || (length > qualifier.length && !prefix)) {
      return false;
    }
    return compareFamily(cell) == 0
        && Bytes.compareTo(
                cell.getQualifierArray(),
                cell.getQualifierOffset(),
                qualifier.length,
                qualifier,
                0,
                qualifier.length)
            == 0;
  }

  /**
   * Compares with the position of a cell: below 0 before the first match, otherwise at it or after
   * it.
   */
  int compare(Cell cell) {
    int order = compareFamily(cell);
    return order != 0
        ? order
        : Bytes.compareTo(
            cell.getQualifierArray(),
            cell.getQualifierOffset(),
            cell.getQualifierLength(),
            qualifier,
            0,
            qualifier.length);
  }

  private int compareFamily(Cell cell) {
    return Bytes.compareTo(
        cell.getFamilyArray(),
        cell.getFamilyOffset(),
        cell.getFamilyLength(),
        family,
        0,
        family.length);
  }

  @Override
  public int compareTo(Column other) {
    int order = Bytes.compareTo(family, other.family);
    if (order == 0) {
      order = Bytes.compareTo(qualifier, other.qualifier);
    }
    return order == 0 ? Boolean.compare(prefix, other.prefix) : order;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Column && compareTo((Column) other) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(family) + Arrays.hashCode(qualifier) + (prefix ? 1 : 0);
  }

  /** The column in mapping syntax; {@link #parse} reads it. */
  @Override
  public String toString() {
    String name = new String(family, StandardCharsets.UTF_8) + ":";
    return name + escape() + (prefix ? "*" : "");
  }

  private String escape() {
    StringBuilder text = new StringBuilder();
    boolean plain = true;
    for (byte b : qualifier) {
      boolean letter = (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
      if (letter || "_-./:@$%&+;<>|~^'!?[]".indexOf(b) >= 0) {
        text.append((char) b);
      } else if (b == ' ' || "=,{}()#".indexOf(b) >= 0) {
        plain = false;
        text.append((char) b);
      } else {
        text.append("\\x").append(String.format(java.util.Locale.ROOT, "%02X", b));
      }
    }
    return plain ? text.toString() : "\"" + text + "\"";
  }

  /** The column of a cell, for messages. */
  static String of(Cell cell) {
    String family =
        Bytes.toStringBinary(cell.getFamilyArray(), cell.getFamilyOffset(), cell.getFamilyLength());
    return family
        + ":"
        + Bytes.toStringBinary(
            cell.getQualifierArray(), cell.getQualifierOffset(), cell.getQualifierLength());
  }
}
