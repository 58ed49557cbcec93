package dev.sluice.cli;

import dev.sluice.cli.check.Finding;
import dev.sluice.cli.check.FindingSource;
import dev.sluice.cli.rehearse.RehearsalIndices;
import dev.sluice.client.Administration;
import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Removes the scratch indices of rehearsals that were killed with SIGKILL, and names them. */
final class RehearsalLeftovers implements FindingSource {

  private final Configuration conf;
  private final Ticker ticker;

  RehearsalLeftovers(Configuration conf, Ticker ticker) {
    this.conf = conf;
    this.ticker = ticker;
  }

  @Override
  public List<Finding> findings(Administration server) throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (RehearsalIndices.Found left : RehearsalIndices.find(server, ticker.wallMillis())) {
      if (!left.isRunning()) {
        RehearsalIndices.remove(left, server, conf);
        findings.add(Finding.look("rehearsal", left.toString(), "removed: it was killed"));
      }
    }
    return findings;
  }
}
