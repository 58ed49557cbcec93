package dev.sluice.mapreduce.commit;

import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.flow.Ticker;
import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.JobManifest;
import dev.sluice.mapreduce.since.MarkOutcome;
import dev.sluice.mapreduce.since.PlannedMark;
import dev.sluice.mapreduce.since.SinceMark;
import dev.sluice.mapreduce.since.SinceSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the planned mark of a job that has succeeded. The documents are written by then, so a mark
 * that cannot be stored is a warning: the next run reads from an older mark.
 */
final class MarkCommit {

  private static final Logger log = LoggerFactory.getLogger(MarkCommit.class);

  private static final int FORBIDDEN = 403;

  private final JobContext job;
  private final MetaChange meta;

  MarkCommit(JobContext job, IndexControl index, Ticker ticker) {
    this.job = job;
    meta = new MetaChange(index, ticker);
  }

  /** Stores the mark, if one is planned. Blocks; can be repeated. */
  void run(JobManifest ledgers) throws IOException {
    Configuration conf = job.getConfiguration();
    Optional<SinceMark> planned = PlannedMark.load(conf);
    if (!planned.isPresent()) {
      return;
    }
    MarkOutcome outcome = store(planned.get(), ledgers.sum(LoadCounter.REJECTED));
    if (!outcome.isStored()) {
      log.warn("The starting point of --since last did not move: {}", outcome.reason());
    }
    outcome.write(JobDirectory.of(job), conf);
  }

  private MarkOutcome store(SinceMark mark, long rejected) throws InterruptedIOException {
    if (rejected > 0 && !SinceSettings.ACCEPT_REJECTED.read(job.getConfiguration()::get)) {
      return MarkOutcome.notStored(
          rejected
              + " documents were rejected. The next run reads them again; to go on without them, set "
              + SinceSettings.ACCEPT_REJECTED
              + "=true");
    }
    try {
      meta.make(mark::on);
      return MarkOutcome.stored();
    } catch (InterruptedIOException e) {
      throw e;
    } catch (ElasticsearchException e) {
      return MarkOutcome.notStored(
          e.status() == FORBIDDEN
              ? "the credentials lack the privilege \"manage\" on the index, needed to change _meta"
                  + " of its mapping: "
                  + e.getMessage()
              : e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      return MarkOutcome.notStored(e.getMessage());
    }
  }
}
