package dev.sluice.cli;

import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.IOException;
import java.io.PrintWriter;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for the common keys of commands that write one index. */
final class IndexOptions {

  @Option(names = "--index", required = true, paramLabel = "NAME", description = "Index to write.")
  private String index;

  @Option(
      names = "--create",
      paramLabel = "FILE",
      description =
          "JSON file with settings and mappings, to create the index if it does not" + " exist.")
  private String create;

  @Mixin private WriteOptions write;

  String nodes(Configuration conf) {
    return write.nodes(conf);
  }

  String index() {
    return index;
  }

  /**
   * Prints a warning if the index exists, so that {@code --create} is ignored; blocks.
   *
   * @param conf that of the job
   */
  void sayWhatIsUnused(Configuration conf, PrintWriter out) throws IOException {
    if (create != null) {
      TargetLook.warning(conf, nodes(conf), index)
          .ifPresent(
              warning -> {
                conf.setBoolean(InternalKeys.SAID_UNUSED, true);
                out.println("sluice: " + warning);
              });
      out.flush();
    }
  }

  void applyTo(Configuration conf) {
    WriteOptions.set(conf, OutputSettings.INDEX_CREATE.key(), create);
    write.applyTo(conf);
  }
}
