package dev.sluice.cli.run;

import dev.sluice.mapreduce.job.BytesByNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A table of the bytes that each task sent to each node. */
public final class BytesMatrix {

  /** The number of nodes that fit a line. */
  private static final int MOST_NODES = 10;

  private static final int TASK_WIDTH = 16;

  private final BytesByNode sent;

  public BytesMatrix(BytesByNode sent) {
    this.sent = sent;
  }

  /** A line of nodes, one line for each of the first tasks, and the sums; empty without bytes. */
  public List<String> lines() {
    List<String> nodes = new ArrayList<>(new TreeSet<>(sent.sums().keySet()));
    List<String> lines = new ArrayList<>();
    if (nodes.isEmpty()) {
      return lines;
    }
    List<String> shown = nodes.subList(0, Math.min(MOST_NODES, nodes.size()));
    lines.add(line("bytes sent", shown) + more(nodes.size() - shown.size(), "nodes"));
    sent.byTask().forEach((task, bytes) -> lines.add(line(task, cells(bytes, shown))));
    if (sent.tasks() > sent.byTask().size()) {
      lines.add(more(sent.tasks() - sent.byTask().size(), "tasks").trim());
    }
    lines.add(line("all", cells(sent.sums(), shown)));
    return lines;
  }

  private static String more(int count, String what) {
    return count > 0 ? "  and " + count + " more " + what : "";
  }

  private static List<String> cells(Map<String, Long> row, List<String> nodes) {
    List<String> cells = new ArrayList<>();
    for (String node : nodes) {
      cells.add(row.containsKey(node) ? HumanNumbers.bytes(row.get(node)) : "-");
    }
    return cells;
  }

  private static String line(String name, List<String> cells) {
    StringBuilder line = new StringBuilder(Summary.padded(name, TASK_WIDTH));
    cells.forEach(cell -> line.append(' ').append(Summary.flushRight(cell, 13)));
    return line.toString();
  }
}
