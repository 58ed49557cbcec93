package dev.sluice.mapreduce.since;

import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.index.IndexInfo;
import dev.sluice.client.index.IndexMeta;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.task.TaskConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.mapreduce.JobContext;

/**
 * The marks of incremental jobs, in the {@code _meta} of the mapping of the index they write:
 *
 * <pre>
 * "_meta": {"sluice": {"since": {"table": {KEY: {"at": "2026-11-27T04:51:22Z", …}}}}}
 * </pre>
 *
 * <p>A mark is in the concrete index that was written: behind an alias or a data stream, in its
 * write index. All indices behind the name are read, and the newest mark counts, because a rollover
 * moves the write index and leaves the documents. Immutable.
 */
public final class SinceMarks {

  /** Our name in {@code _meta}; the load-mode marker has it, too. */
  public static final String OWNER = "sluice";

  /** The name of the marks below {@link #OWNER}. */
  public static final String NAME = "since";

  private final List<SinceMark> marks;

  private SinceMarks(List<SinceMark> marks) {
    this.marks = Collections.unmodifiableList(marks);
  }

  /**
   * The marks of the index that a job writes to, after the checks at submission. Blocks.
   *
   * @param kind the command
   * @throws IOException if the cluster does not answer, or the marks were not written by Sluice
   */
  public static SinceMarks ofTarget(JobContext job, String kind) throws IOException {
    String index = IndexPlan.load(job.getConfiguration()).index();
    try (Connection open = Connection.open(TaskConnection.options(job))) {
      return of(open.administration(), index, kind);
    }
  }

  /** The marks of all indices behind a name; none if it does not exist. Blocks. */
  static SinceMarks of(Administration server, String index, String kind) throws IOException {
    List<SinceMark> found = new ArrayList<>();
    Optional<IndexInfo> info = server.find(index);
    for (String each : info.map(IndexInfo::indices).orElse(Collections.emptyList())) {
      found.addAll(in(server.index(each).meta(), each, kind));
    }
    return new SinceMarks(found);
  }

  private static List<SinceMark> in(IndexMeta meta, String index, String kind) throws IOException {
    try {
      return of(kind, meta.object(OWNER).object(NAME).object(kind));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "_meta."
              + OWNER
              + "."
              + NAME
              + " in the mapping of index "
              + index
              + " was not written by Sluice; remove it: "
              + e.getMessage(),
          e);
    }
  }

  static List<SinceMark> of(String kind, IndexMeta same) {
    List<SinceMark> marks = new ArrayList<>();
    for (String key : same.names()) {
      marks.add(SinceMark.read(kind, key, same.get(key).get()));
    }
    return marks;
  }

  /** The newest mark of a key. */
  public Optional<SinceMark> mark(String key) {
    return marks.stream()
        .filter(mark -> mark.key().equals(key))
        .max(Comparator.comparing(SinceMark::at));
  }

  /** All marks of this kind, to say which there are. */
  public List<SinceMark> all() {
    return marks;
  }
}
