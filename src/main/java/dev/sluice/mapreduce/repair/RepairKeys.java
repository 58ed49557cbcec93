package dev.sluice.mapreduce.repair;

import dev.sluice.mapreduce.keys.InternalKeys;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What a repair tells its tasks. */
final class RepairKeys {

  private static final String DELETES = InternalKeys.PREFIX + "repair.deletes";
  private static final String FORCE = InternalKeys.PREFIX + "repair.force";
  private static final String FILES = InternalKeys.PREFIX + "repair.files";

  private RepairKeys() {}

  static void store(RepairOptions options, List<Path> files, Configuration conf) {
    conf.setBoolean(DELETES, options.deletes());
    conf.setBoolean(FORCE, options.force());
    conf.setStrings(FILES, files.stream().map(Path::toString).toArray(String[]::new));
  }

  /** The options; their limit was checked at submission. */
  static RepairOptions options(Configuration conf) {
    return RepairOptions.standard()
        .withDeletes(conf.getBoolean(DELETES, false))
        .withForce(conf.getBoolean(FORCE, false));
  }

  /** The files of differences. */
  static List<Path> files(Configuration conf) {
    return Arrays.stream(conf.getTrimmedStrings(FILES)).map(Path::new).collect(Collectors.toList());
  }
}
