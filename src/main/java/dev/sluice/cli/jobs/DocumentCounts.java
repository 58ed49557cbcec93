package dev.sluice.cli.jobs;

import dev.sluice.json.JsonObject;
import dev.sluice.json.JsonScan;
import dev.sluice.report.AttemptRecord.Outcome;
import dev.sluice.report.Report;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;

/** How many documents a job has indexed, and how many were rejected. Immutable. */
final class DocumentCounts {

  private static final String INDEXED = "indexed";
  private static final String REJECTED = "rejected";

  final long indexed;
  final long rejected;

  private DocumentCounts(long indexed, long rejected) {
    this.indexed = indexed;
    this.rejected = rejected;
  }

  /** Those of committed tasks, and of attempts that have not ended. */
  static DocumentCounts soFar(Report report) {
    return new DocumentCounts(
        report.sum(Outcome.COMMITTED, INDEXED) + report.sum(Outcome.UNFINISHED, INDEXED),
        report.sum(Outcome.COMMITTED, REJECTED) + report.sum(Outcome.UNFINISHED, REJECTED));
  }

  /**
   * Those of committed tasks, from {@code report.json}.
   *
   * @throws IOException if it is something else
   */
  static DocumentCounts committed(byte[] report) throws IOException {
    JsonScan scan = new JsonScan(report, 0, report.length);
    Map<String, String> committed = Collections.emptyMap();
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      if (scan.is("ledger")) {
        scan.enter('{');
        while (scan.more('}')) {
          scan.name();
          if (scan.is("committed")) {
            committed = JsonObject.read(scan);
          } else {
            scan.value();
          }
        }
      } else {
        scan.value();
      }
    }
    return new DocumentCounts(
        JsonObject.number(committed, INDEXED), JsonObject.number(committed, REJECTED));
  }
}
