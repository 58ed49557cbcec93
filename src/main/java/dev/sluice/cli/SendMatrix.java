package dev.sluice.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which task sent how much to which node, as a small table. */
final class SendMatrix {

  /** So many tasks and nodes fit a screen. */
  private static final int MOST_TASKS = 30;

  private static final int MOST_NODES = 10;
  private static final int TASK_WIDTH = 16;

  private final SortedMap<String, Map<String, Long>> sent;

  /**
   * A matrix.
   *
   * @param sent bytes by task and node
   */
  SendMatrix(SortedMap<String, Map<String, Long>> sent) {
    this.sent = sent;
  }

  /** A line of nodes, one for each task, and the sums; nothing where nothing was sent. */
  List<String> lines() {
    SortedSet<String> nodes = new TreeSet<>();
    sent.values().forEach(row -> nodes.addAll(row.keySet()));
    List<String> lines = new ArrayList<>();
    if (nodes.isEmpty()) {
      return lines;
    }
    List<String> shown = new ArrayList<>(nodes).subList(0, Math.min(MOST_NODES, nodes.size()));
    lines.add(line("bytes sent", shown) + more(nodes.size() - shown.size(), "nodes"));
    int tasks = 0;
    for (Map.Entry<String, Map<String, Long>> task : sent.entrySet()) {
      if (++tasks <= MOST_TASKS) {
        lines.add(line(task.getKey(), cells(task.getValue(), shown)));
      }
    }
    if (tasks > MOST_TASKS) {
      lines.add(more(tasks - MOST_TASKS, "tasks").trim());
    }
    lines.add(line("all", cells(sums(), shown)));
    return lines;
  }

  private static String more(int count, String what) {
    return count > 0 ? "  and " + count + " more " + what : "";
  }

  private static List<String> cells(Map<String, Long> row, List<String> nodes) {
    List<String> cells = new ArrayList<>();
    for (String node : nodes) {
      cells.add(row.containsKey(node) ? Figures.bytes(row.get(node)) : "-");
    }
    return cells;
  }

  private Map<String, Long> sums() {
    Map<String, Long> sums = new HashMap<>();
    sent.values().forEach(row -> row.forEach((node, bytes) -> sums.merge(node, bytes, Long::sum)));
    return sums;
  }

  private static String line(String name, List<String> cells) {
    StringBuilder line = new StringBuilder(Summary.padded(name, TASK_WIDTH));
    cells.forEach(cell -> line.append(' ').append(Summary.flushRight(cell, 13)));
    return line.toString();
  }
}
