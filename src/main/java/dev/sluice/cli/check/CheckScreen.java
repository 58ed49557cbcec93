package dev.sluice.cli.check;

import dev.sluice.cli.run.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The findings as text: a line for each, and what to do on a line of its own. */
final class CheckScreen {

  private static final int LEVEL = 6;
  private static final int NAME = 19;
  private static final String ARROW = "-> ";

  private final int width;

  CheckScreen(int width) {
    this.width = width;
  }

  List<String> lines(CheckReport report) {
    List<String> lines = new ArrayList<>();
    for (FindingGroup group : report.groups()) {
      lines.add(group.subject());
      group.findings().stream().filter(Finding::isSeen).forEach(finding -> add(finding, lines));
      unseen(group, lines);
    }
    lines.add(end(report));
    return lines;
  }

  /** What one privilege would show is one line. */
  private void unseen(FindingGroup group, List<String> lines) {
    Map<String, String> names = new LinkedHashMap<>();
    group.findings().stream()
        .filter(finding -> !finding.isSeen())
        .forEach(
            finding ->
                names.merge(finding.advice(), finding.name(), (some, one) -> some + ", " + one));
    names.forEach((advice, some) -> add(Finding.look("not seen", some, advice), lines));
  }

  private void add(Finding finding, List<String> lines) {
    String start = Summary.padded(finding.level().toString(), LEVEL);
    append(start + Summary.padded(finding.name() + " ", NAME), finding.figure(), lines);
    if (!finding.advice().isEmpty()) {
      append(Summary.padded("", LEVEL + NAME) + ARROW, finding.advice(), lines);
    }
  }

  /** Breaks a text between words, not in -D KEY=VALUE; a longer word has a line of its own. */
  private void append(String start, String text, List<String> lines) {
    StringBuilder line = new StringBuilder(start);
    boolean empty = true;
    for (String word : text.split("(?<!-D)\\s+")) {
      if (!empty && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(Summary.padded("", start.length()));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    lines.add(line.toString());
  }

  private static String end(CheckReport report) {
    String counts =
        report.count(Level.OK)
            + " ok, "
            + report.count(Level.LOOK)
            + " look, "
            + report.count(Level.BAD)
            + " bad";
    switch (report.worst()) {
      case OK:
        return counts + ": nothing speaks against the load";
      case LOOK:
        return counts + ": the load can run, but may be slow";
      case BAD:
        return counts + ": fix what is bad before the load";
    }
    throw new AssertionError(report.worst());
  }
}
