package dev.sluice.cli.run;

import java.io.PrintWriter;

/** A progress bar that is redrawn in one line. Used by one thread. */
final class ProgressOnTerminal implements Progress {

  private static final int SHORTEST_BAR = 10;
  private static final int LONGEST_BAR = 50;

  private final String name;
  private final PrintWriter out;
  private final int width;
  private final ProgressHistory course = new ProgressHistory();

  /**
   * Draws nothing yet.
   *
   * @param name the name to show, such as that of the index
   * @param width columns of the terminal
   */
  ProgressOnTerminal(String name, PrintWriter out, int width) {
    this.name = name;
    this.out = out;
    this.width = width;
  }

  @Override
  public void show(ProgressSnapshot now) {
    course.add(now);
    // One column less: some terminals begin a new line in the last one.
    out.print("\r" + Summary.padded(line(now), width - 1));
    out.flush();
  }

  /** The line cut to the width; the name is shortened first, the bar takes the remaining space. */
  private String line(ProgressSnapshot now) {
    String percent = " " + HumanNumbers.percent(now.share()) + " [";
    String figures = "] " + figures(now);
    int room = width - 1 - percent.length() - figures.length();
    String shownName = cut(name, Math.max(0, room - SHORTEST_BAR));
    int bar = Math.min(LONGEST_BAR, room - shownName.length());
    String line = shownName + percent + bar(now.share(), Math.max(0, bar)) + figures;
    return cut(
        bar < 1 ? (percent + figures.substring(2)).replace("[", "").trim() : line, width - 1);
  }

  private String figures(ProgressSnapshot now) {
    String waiting = course.waiting(now);
    String end = waiting.isEmpty() ? HumanNumbers.count(now.rate()) + "/s" + left(now) : waiting;
    String rejected = now.rejected() == 0 ? "" : HumanNumbers.count(now.rejected()) + " rejected, ";
    return HumanNumbers.count(now.documents()) + " docs, " + rejected + end;
  }

  private String left(ProgressSnapshot now) {
    return course.left(now).isZero() ? "" : ", " + HumanNumbers.time(course.left(now)) + " left";
  }

  private static String bar(double share, int width) {
    StringBuilder bar = new StringBuilder();
    long full = Math.round(share * width);
    for (int i = 0; i < width; i++) {
      bar.append(i < full ? '=' : i == full ? '>' : ' ');
    }
    return bar.toString();
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return most < 3 ? "" : text.substring(0, most - 2) + "..";
  }

  @Override
  public void close() {
    out.println();
    out.flush();
  }
}
