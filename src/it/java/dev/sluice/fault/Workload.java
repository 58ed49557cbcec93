package dev.sluice.fault;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The input of a job, and what the index must hold after it. One file for each map task; each line
 * is one action, {@code operation TAB id TAB document}, and each document has a number of its own,
 * {@code n}. Immutable once made.
 */
final class Workload {

  /** What a task writes. */
  enum Kind {
    /** Documents with ids, each once. */
    IDS,
    /** Documents without ids. */
    NO_IDS,
    /** Creates, each once. */
    CREATES,
    /** Many actions on few ids: the last one has to win. */
    FEW_IDS
  }

  private static final int FEW = 10;

  private final List<StringBuilder> files;
  private final Map<String, Long> byId = new HashMap<>();
  private final Set<Long> withoutId = new HashSet<>();
  private final Set<Long> bad = new HashSet<>();
  private int actions;

  private Workload(int tasks) {
    files = Stream.generate(StringBuilder::new).limit(tasks).toList();
  }

  /** One task of each kind, so that a fault meets them all. */
  static Workload mixed(int documents) {
    return of(documents, Kind.values());
  }

  /** All kinds in two tasks, for a cluster on which each task costs a JVM. */
  static Workload mixedInTwo(int documents) {
    return of(documents, 2, Kind.values());
  }

  /** One task for each of the kinds given. */
  static Workload of(int documents, Kind... kinds) {
    return of(documents, kinds.length, kinds);
  }

  private static Workload of(int documents, int tasks, Kind... kinds) {
    Workload load = new Workload(tasks);
    for (int kind = 0; kind < kinds.length; kind++) {
      int count = documents / kinds.length + (kind < documents % kinds.length ? 1 : 0);
      for (int i = 0; i < count; i++) {
        load.add(kinds[kind], kind % tasks, i);
      }
    }
    return load;
  }

  /** Documents with ids, of which one in so many has a text where a number belongs. */
  static Workload withBadOnes(int documents, int tasks, int oneIn) {
    Workload load = new Workload(tasks);
    for (int i = 0; i < documents; i++) {
      boolean good = i % oneIn != oneIn / 2;
      String id = "d" + i;
      String more = good ? "" : ",\"strict\":\"not a number\"";
      load.line(i % tasks, "index", id, "{\"n\":" + i + more + "}");
      if (good) {
        load.byId.put(id, (long) i);
      } else {
        load.bad.add((long) i);
      }
    }
    return load;
  }

  /** Documents with ids, of so many bytes each. */
  static Workload heavy(int documents, int tasks, int bytes) {
    Workload load = new Workload(tasks);
    for (int i = 0; i < documents; i++) {
      load.document(i % tasks, bytes);
    }
    return load;
  }

  /** Adds a document that no server takes, because it is larger than any request may be. */
  Workload andOneOf(int bytes) {
    long number = actions;
    document(0, bytes);
    byId.remove("d" + number);
    bad.add(number);
    return this;
  }

  private void document(int task, int bytes) {
    long number = actions;
    String id = "d" + number;
    line(task, "index", id, "{\"n\":" + number + ",\"text\":\"" + "x".repeat(bytes) + "\"}");
    byId.put(id, number);
  }

  private void add(Kind kind, int task, int i) {
    long number = actions;
    String document = "{\"n\":" + number + ",\"text\":\"" + "lorem ".repeat(i % 30) + "\"}";
    String id = kind.name().toLowerCase(java.util.Locale.ROOT) + task + "-" + i;
    switch (kind) {
      case IDS:
        line(task, "index", id, document);
        byId.put(id, number);
        break;
      case CREATES:
        line(task, "create", id, document);
        byId.put(id, number);
        break;
      case NO_IDS:
        line(task, "index", "", document);
        withoutId.add(number);
        break;
      case FEW_IDS:
        onFew("few" + task + "-" + (i * 7 % FEW), task, i, document);
        break;
    }
  }

  private void onFew(String id, int task, int i, String document) {
    if (i % 5 == 4) {
      line(task, "delete", id, "");
      byId.remove(id);
    } else {
      line(task, "index", id, document);
      byId.put(id, (long) actions - 1);
    }
  }

  private void line(int task, String operation, String id, String document) {
    files.get(task).append(operation).append('\t').append(id).append('\t').append(document);
    files.get(task).append('\n');
    actions++;
  }

  /** Writes the files. */
  void writeTo(Path directory) throws IOException {
    for (int task = 0; task < files.size(); task++) {
      try (Writer out = Files.newBufferedWriter(directory.resolve("part-" + task + ".txt"))) {
        out.append(files.get(task));
      }
    }
  }

  /** How many actions there are. */
  int actions() {
    return actions;
  }

  /** What must stand under each id that the input names. */
  Map<String, Long> byId() {
    return Map.copyOf(byId);
  }

  /** The numbers of the documents that come without an id. */
  Set<Long> withoutId() {
    return Set.copyOf(withoutId);
  }

  /** The numbers of the documents that no index takes. */
  Set<Long> bad() {
    return Set.copyOf(bad);
  }
}
