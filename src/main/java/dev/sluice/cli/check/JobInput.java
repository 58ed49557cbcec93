package dev.sluice.cli.check;

import dev.sluice.cli.run.MapTaskLimit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The table or the files that a job would load. Immutable. */
public final class JobInput {

  private final String table;
  private final List<String> files;

  private JobInput(String table, List<String> files) {
    this.table = table;
    this.files = files;
  }

  public static JobInput ofTable(String table) {
    return new JobInput(table, Collections.emptyList());
  }

  public static JobInput ofFiles(List<String> paths) {
    return new JobInput(null, Collections.unmodifiableList(new ArrayList<>(paths)));
  }

  /** Reads the size of the input. Blocks. */
  Source read(Configuration conf, int dataNodes) throws IOException {
    return table == null
        ? FileSource.read(conf, files, MapTaskLimit.of(conf))
        : TableSource.read(conf, table, dataNodes, MapTaskLimit.of(conf));
  }
}
