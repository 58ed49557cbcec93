package dev.sluice.cli.check;

import dev.sluice.client.Administration;
import java.io.IOException;
import java.util.List;

/** Findings of another command, such as what a killed run of it left on the cluster. */
public interface FindingSource {

  /**
   * Looks, and cleans up what it may. Blocks.
   *
   * @return no finding if there is nothing to say
   * @throws IOException if the cluster refuses; the check says so in one line
   */
  List<Finding> findings(Administration server) throws IOException;
}
