package dev.sluice.bench.contestant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * What all contestants of a round are given, carried in a configuration.
 *
 * @param urls where the servers answer
 * @param fronted whether those are proxies, past which nobody may go
 * @param documents how many documents in all
 * @param size bytes of each
 * @param tasks how many map tasks share them, all at a time
 * @param ids in which order they come
 */
public record Assignment(
    List<String> urls,
    boolean fronted,
    String index,
    long documents,
    int size,
    int tasks,
    IdOrder ids) {

  /** The key of the number of tasks. */
  public static final String TASKS = "bench.tasks";

  /** How large the floor's requests are. */
  public static final String FLOOR_BYTES = "bench.floor.bytes";

  /** The key of the directory of {@link DocumentFiles}. */
  public static final String INPUT = "bench.input";

  /** The key of a directory to write, which is not there. */
  public static final String OUTPUT = "bench.output";

  /** The key of the format of the floor's requests, a {@link BulkFormat}. */
  public static final String FLOOR_FORMAT = "bench.floor.format";

  /** The key of the order of ids. */
  public static final String IDS = "bench.ids";

  /** The key of the codec of files that are written; none by default. */
  public static final String COMPRESSION = "bench.compression";

  private static final String URLS = "bench.urls";
  private static final String FRONTED = "bench.fronted";
  private static final String INDEX = "bench.index";
  private static final String DOCUMENTS = "bench.documents";
  private static final String SIZE = "bench.size";

  static Assignment of(Configuration conf) {
    return new Assignment(
        List.of(conf.getStrings(URLS)),
        conf.getBoolean(FRONTED, false),
        conf.get(INDEX),
        conf.getLong(DOCUMENTS, 0),
        conf.getInt(SIZE, 0),
        conf.getInt(TASKS, 1),
        conf.getEnum(IDS, IdOrder.ASCENDING));
  }

  /** As keys of a configuration. */
  public Map<String, String> toKeys() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(URLS, String.join(",", urls));
    keys.put(FRONTED, Boolean.toString(fronted));
    keys.put(INDEX, index);
    keys.put(DOCUMENTS, Long.toString(documents));
    keys.put(SIZE, Integer.toString(size));
    keys.put(TASKS, Integer.toString(tasks));
    keys.put(IDS, ids.name());
    return keys;
  }

  /** The first document of a task; that of the task behind the last is the number of documents. */
  long first(int task) {
    return documents * task / tasks;
  }

  Documents input() {
    return Documents.of(size, ids);
  }
}
