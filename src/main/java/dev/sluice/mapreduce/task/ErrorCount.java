package dev.sluice.mapreduce.task;

import dev.sluice.bulk.RejectedDocument;
import dev.sluice.bulk.Rejections;
import dev.sluice.report.ErrorTally;
import java.io.IOException;

/** Counts rejected documents by their error, after they are saved. */
final class ErrorCount implements Rejections {

  private final Rejections kept;
  private final ErrorTally tally;

  ErrorCount(Rejections kept, ErrorTally tally) {
    this.kept = kept;
    this.tally = tally;
  }

  @Override
  public void rejected(RejectedDocument document) throws IOException {
    kept.rejected(document);
    tally.add(document.error().type(), document.error().reason(), document.id());
  }

  @Override
  public void unknown(RejectedDocument document) throws IOException {
    kept.unknown(document);
  }
}
