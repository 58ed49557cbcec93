package dev.sluice.cli;

import dev.sluice.mapreduce.encode.OutputSettings;
import java.io.IOException;
import java.io.PrintWriter;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The everyday keys of writing one index, as options of their own. */
final class IndexOptions {

  @Option(
      names = "--index",
      required = true,
      paramLabel = "NAME",
      description = "The index to write.")
  private String index;

  @Option(
      names = "--create",
      paramLabel = "FILE",
      description = "Settings and mappings, as JSON, of an index that is not there yet.")
  private String create;

  @Mixin private WriteOptions write;

  String nodes(Configuration conf) {
    return write.nodes(conf);
  }

  String index() {
    return index;
  }

  /** Says so where the index exists already, and {@code --create} does nothing; blocks. */
  void sayWhatIsUnused(Configuration conf, PrintWriter out) throws IOException {
    if (create != null) {
      TargetLook.warning(conf, nodes(conf), index)
          .ifPresent(warning -> out.println("sluice: " + warning));
      out.flush();
    }
  }

  void applyTo(Configuration conf) {
    WriteOptions.set(conf, OutputSettings.INDEX_CREATE.key(), create);
    write.applyTo(conf);
  }
}
