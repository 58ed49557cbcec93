package dev.sluice.hbase.types;

import java.util.ArrayList;
import java.util.List;

/**
 * The tokens of one line and a current position. White space separates words; {@code = , { } ( )}
 * are words themselves; quotes group characters. A hash at the start of a word starts a comment.
 */
public final class Tokens {

  private static final String SINGLE = "=,{}()";

  private final String line;
  private final List<String> words = new ArrayList<>();
  private final List<Integer> columns = new ArrayList<>();
  private int end;
  private int at;

  private Tokens(String line) {
    this.line = line;
  }

  public static Tokens of(String line) throws SyntaxException {
    Tokens words = new Tokens(line);
    words.split();
    return words;
  }

  private void split() throws SyntaxException {
    int i = 0;
    while (i < line.length() && line.charAt(i) != '#') {
      if (Character.isWhitespace(line.charAt(i))) {
        i++;
        continue;
      }
      int stop = SINGLE.indexOf(line.charAt(i)) >= 0 ? i + 1 : wordEnd(i);
      words.add(line.substring(i, stop));
      columns.add(i + 1);
      end = stop;
      i = stop;
    }
  }

  private int wordEnd(int start) throws SyntaxException {
    int i = start;
    while (i < line.length() && !endsWord(line.charAt(i))) {
      i = line.charAt(i) == '"' ? quoteEnd(i) : i + 1;
    }
    return i;
  }

  private static boolean endsWord(char c) {
    return Character.isWhitespace(c) || SINGLE.indexOf(c) >= 0;
  }

  private int quoteEnd(int start) throws SyntaxException {
    int i = start + 1;
    while (i < line.length() && line.charAt(i) != '"') {
      i += line.charAt(i) == '\\' ? 2 : 1;
    }
    if (i >= line.length()) {
      throw new SyntaxException(start + 1, "unterminated quote");
    }
    return i + 1;
  }

  public boolean atEnd() {
    return at == words.size();
  }

  /** The column of the next word, or of the end of the line. */
  public int column() {
    return atEnd() ? end + 1 : columns.get(at);
  }

  /** Whether the next words are these. */
  public boolean starts(String... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (at + i >= words.size() || !words.get(at + i).equals(expected[i])) {
        return false;
      }
    }
    return true;
  }

  /** The next word; there must be one. */
  public String peek() {
    return words.get(at);
  }

  /** Whether the next word starts with this prefix. */
  public boolean startsWith(String beginning) {
    return !atEnd() && words.get(at).startsWith(beginning);
  }

  /** Whether the next word is this one and not the target of an assignment. */
  public boolean startsKeyword(String keyword) {
    boolean assignment = at + 1 < words.size() && words.get(at + 1).equals("=");
    return starts(keyword) && !assignment;
  }

  /** Takes the next word if it is this one. */
  public boolean take(String word) {
    boolean there = starts(word);
    at += there ? 1 : 0;
    return there;
  }

  /** Takes the next word; {@code wish} names what is expected, for the message. */
  public String next(String wish) throws SyntaxException {
    if (atEnd()) {
      throw new SyntaxException(column(), "expected " + wish + ", but the line ends");
    }
    return words.get(at++);
  }

  /** Takes the next word, which must be this one. */
  public void expect(String word) throws SyntaxException {
    if (!take(word)) {
      throw unexpected("\"" + word + "\"");
    }
  }

  /** The error for another word than the expected one. */
  SyntaxException unexpected(String wish) {
    String found = atEnd() ? "the line ends" : "found \"" + words.get(at) + "\"";
    return new SyntaxException(column(), "expected " + wish + ", but " + found);
  }

  /** Takes the rest of the line before a comment, unchanged. */
  public String rest() {
    String rest = atEnd() ? "" : line.substring(columns.get(at) - 1, end);
    at = words.size();
    return rest;
  }

  /** Checks that nothing follows. */
  public void end() throws SyntaxException {
    if (!atEnd()) {
      throw unexpected("the end of the line");
    }
  }
}
