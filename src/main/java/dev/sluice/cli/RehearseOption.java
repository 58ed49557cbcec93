package dev.sluice.cli;

import dev.sluice.cli.rehearse.Extent;
import dev.sluice.cli.rehearse.Rehearsal;
import dev.sluice.cli.run.JobRunner;
import dev.sluice.config.ConfigException;
import java.io.PrintWriter;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** The option to rehearse a load. */
final class RehearseOption {

  @Option(
      names = "--rehearse",
      arity = "0..1",
      fallbackValue = Extent.DEFAULT,
      paramLabel = "SHARE|TIME",
      description =
          "Load a sample into a scratch index that is deleted again, and print how long the"
              + " whole load takes, what limits it, and which key to change. SHARE: part of the"
              + " input, at most 80 seconds (default 1%%). TIME: seconds or minutes, such as 5m.")
  private String extent;

  boolean isGiven() {
    return extent != null;
  }

  /**
   * Refuses an option that changes what is loaded, or where to.
   *
   * @param isGiven whether the command has it
   */
  void refuse(boolean isGiven, String option) {
    if (isGiven) {
      throw new ConfigException("--rehearse cannot be combined with " + option);
    }
  }

  /** The rehearsal of a load. */
  Rehearsal of(Configuration conf, IndexOptions target, JobRunner jobs, PrintWriter out) {
    return new Rehearsal(conf, target.nodes(conf), target.index(), Extent.parse(extent), jobs, out);
  }
}
