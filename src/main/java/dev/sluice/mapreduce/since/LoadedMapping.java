package dev.sluice.mapreduce.since;

import dev.sluice.client.Administration;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.mapreduce.job.IndexPlan;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;

/**
 * The table and the mapping of the last load into an index, as its marks record them. A comparison
 * under another mapping finds differences in nearly every document. Immutable.
 */
public final class LoadedMapping {

  /** The kind of marks that loads of a table store. */
  public static final String KIND = "table";

  /** The field with the name of the table. */
  public static final String TABLE = "table";

  /** The field with the hash of the mapping. */
  public static final String MAPPING = "mapping";

  private final String table;
  private final String mapping;
  private final String at;

  private LoadedMapping(String table, String mapping, String at) {
    this.table = table;
    this.mapping = mapping;
    this.at = at;
  }

  /**
   * The last load into the index that a job names, after the checks at submission. Blocks.
   *
   * @param table a table, whose loads count before those of other tables
   * @return empty if there was no load, or if the job does not name one concrete index
   */
  public static Optional<LoadedMapping> ofTarget(JobContext job, String table) throws IOException {
    Configuration conf = job.getConfiguration();
    if (!IndexPlan.isIn(conf) || !IndexPlan.load(conf).concrete().isPresent()) {
      return Optional.empty();
    }
    return last(SinceMarks.ofTarget(job, KIND), table);
  }

  /** The last load into all indices behind a name. Blocks. */
  public static Optional<LoadedMapping> of(Administration server, String index) throws IOException {
    return last(SinceMarks.of(server, index, KIND), "");
  }

  private static Optional<LoadedMapping> last(SinceMarks marks, String table) {
    return marks.all().stream()
        .map(mark -> read(mark.fields(), mark.at()))
        .max(
            Comparator.comparing((LoadedMapping load) -> load.table.equals(table))
                .thenComparing(load -> load.at));
  }

  private static LoadedMapping read(JsonTree fields, String at) {
    return new LoadedMapping(
        fields.at(TABLE).text().orElse(""), fields.at(MAPPING).text().orElse(""), at);
  }

  /** Whether the load had another mapping than this one. */
  public boolean isOther(String hash) {
    return !mapping.equals(hash);
  }

  /** Whether the other load had another mapping. */
  public boolean isOther(LoadedMapping load) {
    return isOther(load.mapping);
  }

  /** The table, the hash of the mapping, and the time. */
  @Override
  public String toString() {
    return "table " + table + " with mapping " + mapping + " at " + at;
  }
}
