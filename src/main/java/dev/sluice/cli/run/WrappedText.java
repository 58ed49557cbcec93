package dev.sluice.cli.run;

/** Text in lines that fit a terminal. */
public final class WrappedText {

  private static final String LINE = "\n";

  private WrappedText() {}

  /**
   * Breaks a text between words.
   *
   * @param indent blanks before each line
   * @param width columns, with these blanks
   * @return lines, each with its end
   */
  public static String of(String text, int indent, int width) {
    return of(text, Summary.padded("", indent), width);
  }

  /** The same with a text before each line, which counts as columns. */
  public static String of(String text, String indent, int width) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ", -1)) {
      if (column == 0 || column + 1 + word.length() > width) {
        out.append(column == 0 ? "" : LINE).append(indent).append(word);
        column = indent.length() + word.length();
      } else {
        out.append(' ').append(word);
        column += 1 + word.length();
      }
    }
    return out.append(LINE).toString();
  }
}
