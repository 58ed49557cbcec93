package dev.sluice.cli.rehearse;

import dev.sluice.client.Administration;
import dev.sluice.client.cluster.JsonTree;
import dev.sluice.client.http.ElasticsearchException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The scratch indices of rehearsals in a cluster. A rehearsal that was killed with SIGKILL leaves
 * its index; the next rehearsal or check removes it.
 */
public final class RehearsalIndices {

  static final String PREFIX = "sluice-rehearsal-";

  private static final String ID = "\\d{1,19}-\\d{1,10}";

  private RehearsalIndices() {}

  /** A scratch index. Immutable. */
  public static final class Found {

    private final String index;
    private final RehearsalMark mark;
    private final boolean running;

    private Found(String index, RehearsalMark mark, boolean running) {
      this.index = index;
      this.mark = mark;
      this.running = running;
    }

    /** The name of the index. */
    public String index() {
      return index;
    }

    /** Whether its rehearsal may still run; then the index must stay. */
    public boolean isRunning() {
      return running;
    }

    /** The index with the origin of its rehearsal. */
    @Override
    public String toString() {
      return index + " (rehearsal on " + mark.host + ", started " + mark.started + ")";
    }
  }

  /**
   * Finds all scratch indices. Blocks. Indices with such a name and without the mark of a rehearsal
   * are not listed.
   *
   * @param nowMillis the time, in milliseconds since 1970
   */
  public static List<Found> find(Administration server, long nowMillis)
      throws ElasticsearchException {
    JsonTree indices =
        server.read(
            "Looking for indices of earlier rehearsals",
            "/" + PREFIX + "*/_mapping?filter_path=*.mappings._meta");
    List<Found> found = new ArrayList<>();
    for (Map.Entry<String, JsonTree> index : indices.fields().entrySet()) {
      JsonTree json = index.getValue().at("mappings", "_meta", RehearsalMark.NAME);
      RehearsalMark mark = RehearsalMark.read(json);
      if ((PREFIX + mark.job).equals(index.getKey())) {
        found.add(new Found(index.getKey(), mark, mark.isRunning(nowMillis)));
      }
    }
    return found;
  }

  /**
   * Removes the index of a rehearsal that no longer runs, and the files that it left in the user's
   * home directory.
   *
   * @throws IllegalArgumentException if it may still run
   */
  public static void remove(Found left, Administration server, Configuration conf)
      throws IOException {
    if (left.isRunning()) {
      throw new IllegalArgumentException(left + " may still run");
    }
    server.delete(left.index);
    if (left.mark.job.matches(ID)) {
      removeFiles(left.mark.job, conf);
    }
  }

  /** The directory for the files of a rehearsal. */
  static Path directory(String job, Configuration conf) throws IOException {
    return new Path(FileSystem.get(conf).getHomeDirectory(), ".sluice/rehearsal-" + job);
  }

  static void removeFiles(String job, Configuration conf) throws IOException {
    Path directory = directory(job, conf);
    directory.getFileSystem(conf).delete(directory, true);
  }
}
