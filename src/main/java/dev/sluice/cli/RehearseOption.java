package dev.sluice.cli;

import dev.sluice.cli.rehearse.Extent;
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

  Extent extent() {
    return Extent.parse(extent);
  }
}
