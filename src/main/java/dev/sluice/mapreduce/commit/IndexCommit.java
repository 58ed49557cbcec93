package dev.sluice.mapreduce.commit;

import dev.sluice.bulk.BulkException;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.job.JobManifest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes the index after the last task: checks it, restores its settings, and moves its alias.
 * Can be repeated from the start, also by another application master. A check that passed once is
 * not repeated, because other clients may be writing by then.
 */
final class IndexCommit {

  private static final Logger log = LoggerFactory.getLogger(IndexCommit.class);

  private static final int FORBIDDEN = 403;

  /** The wait of one health request, shorter than any sensible request timeout. */
  private static final Duration SLICE = Duration.ofSeconds(5);

  private final IndexControl index;
  private final LoadOptions options;
  private final String job;
  private final CommitCheckpoint notes;
  private final Ticker ticker;

  IndexCommit(
      IndexControl index, LoadOptions options, String job, CommitCheckpoint notes, Ticker ticker) {
    this.index = index;
    this.options = options;
    this.job = job;
    this.notes = notes;
    this.ticker = ticker;
  }

  /**
   * Finishes the index.
   *
   * @param before the baseline of the index
   * @throws BulkException if acknowledged documents are, or may be, lost
   */
  void run(IndexBaseline before, JobManifest ledgers) throws IOException {
    if (!notes.isChecked()) {
      check(before, ledgers);
      notes.writeChecked();
    }
    if (options.forceMerge > 0) {
      forceMerge();
    }
    if (options.mode == LoadMode.BULK) {
      if (new LoadModeRestorer(index, ticker).run(mark -> mark.job().equals(job)).isPresent()) {
        log.info("Restored the settings of index {}", before.index());
      }
      awaitCopies(before);
    }
    if (options.alias().isPresent()) {
      index.takeAlias(options.alias().get());
      log.info("Alias {} now points to index {}", options.alias().get(), before.index());
    }
  }

  private void check(IndexBaseline before, JobManifest ledgers) throws IOException {
    CommitCheck check = new CommitCheck(before);
    insist(check.judge(index.state()));
    if (before.isAtRisk()) {
      // Flush first: a primary that fails over after its term was read cannot lose documents.
      index.flush();
      insist(check.judge(index.primaryTerms()));
    }
    if (!options.refresh && !before.isCounted()) {
      return;
    }
    try {
      index.refresh();
      long count = index.count();
      insist(check.judge(count, ledgers));
      Optional<String> replaced = check.replaced(count, ledgers, options.replacing());
      if (replaced.isPresent()) {
        log.warn(replaced.get());
      } else {
        log.info(check.report(count, ledgers));
      }
    } catch (ElasticsearchException e) {
      if (e.status() != FORBIDDEN) {
        throw e;
      }
      // The documents are written; the index's refresh interval will make them visible.
      log.warn("Could not refresh and count the index after the load: {}", e.getMessage());
    }
  }

  private static void insist(Optional<String> problem) throws BulkException {
    if (problem.isPresent()) {
      throw new BulkException(problem.get());
    }
  }

  /** A failure is only logged, because the documents are written. */
  private void forceMerge() {
    try {
      index.forceMerge(options.forceMerge);
    } catch (IOException e) {
      log.warn("The force merge has not finished: {}", e.getMessage());
    }
  }

  private void awaitCopies(IndexBaseline before) {
    long start = ticker.nanos();
    try {
      while (!options.healthTimeout.isZero() && !index.awaitCopies(before.isGreen(), SLICE)) {
        if (ticker.nanos() - start >= options.healthTimeout.toNanos()) {
          log.warn(
              "The replicas of index {} are not allocated after {} ms ({}); allocation continues"
                  + " in the background",
              before.index(),
              options.healthTimeout.toMillis(),
              LoadSettings.HEALTH_TIMEOUT);
          return;
        }
      }
    } catch (IOException e) {
      log.warn("Could not check replica status: {}", e.getMessage());
    }
  }
}
