package dev.sluice.cli;

import dev.sluice.cli.check.Finding;
import dev.sluice.cli.check.FindingSource;
import dev.sluice.cli.rehearse.RehearsalIndices;
import dev.sluice.client.Administration;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Removes the scratch indices of rehearsals that were killed with SIGKILL, and names them. */
final class RehearsalLeftovers implements FindingSource {

  private static final int FORBIDDEN = 403;

  private final Configuration conf;
  private final Ticker ticker;

  RehearsalLeftovers(Configuration conf, Ticker ticker) {
    this.conf = conf;
    this.ticker = ticker;
  }

  @Override
  public List<Finding> findings(Administration server) throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (RehearsalIndices.Found left : found(server)) {
      if (!left.isRunning()) {
        RehearsalIndices.remove(left, server, conf);
        findings.add(Finding.look("rehearsal", left.toString(), "removed: it was killed"));
      }
    }
    return findings;
  }

  /** Credentials that may not see such an index have not left one. */
  private List<RehearsalIndices.Found> found(Administration server) throws IOException {
    try {
      return RehearsalIndices.find(server, ticker.wallMillis());
    } catch (ElasticsearchException e) {
      if (e.status() == FORBIDDEN) {
        return Collections.emptyList();
      }
      throw e;
    }
  }
}
