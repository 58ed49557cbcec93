package dev.sluice.mapreduce.commit;

import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.JobManifest;
import java.util.List;
import java.util.Optional;

/**
 * Checks whether all acknowledged documents are in the index, by comparing its state before and
 * after the load. Makes no requests. Immutable.
 */
final class CommitCheck {

  private final IndexBaseline before;

  CommitCheck(IndexBaseline before) {
    this.before = before;
  }

  /**
   * Checks that it is the same index.
   *
   * @return the problem, if any
   */
  Optional<String> judge(Optional<IndexState> now) {
    if (!now.isPresent()) {
      return Optional.of(
          "index "
              + before.index()
              + " was deleted with its documents while the job ran: load again");
    }
    if (!now.get().uuid().equals(before.uuid())) {
      return Optional.of(
          "index "
              + before.index()
              + " was deleted and recreated while the job ran (its uuid was "
              + before.uuid()
              + ", now "
              + now.get().uuid()
              + "): documents written before are lost. Delete the index and load again");
    }
    return Optional.empty();
  }

  /**
   * Checks that no primary shard has failed over during the load.
   *
   * @param now the primary terms, read after everything was flushed to disk
   * @return the problem, if any
   */
  Optional<String> judge(List<Long> now) {
    for (int shard = 0; shard < before.terms().size(); shard++) {
      // A shard that was still being created did not contain documents yet.
      long was = Math.max(1, before.terms().get(shard));
      long is = shard < now.size() ? now.get(shard) : was;
      if (is != was) {
        return Optional.of(
            "shard "
                + shard
                + " of index "
                + before.index()
                + " lost its primary while the job ran (primary term "
                + was
                + ", now "
                + is
                + "), and writes were acknowledged before they reached the disk: documents may be"
                + " lost. Load again into a new index. With "
                + LoadSettings.LOAD_MODE
                + "=normal, nodes can restart during a load");
      }
    }
    return Optional.empty();
  }

  /**
   * Checks the number of documents in the index against the task manifests: those written, and any
   * number of those with unknown outcome and of those that Elasticsearch left as they were.
   *
   * @return the problem, if the numbers must agree and do not
   */
  Optional<String> judge(long count, JobManifest ledgers) {
    long written = ledgers.written();
    long most = ledgers.atMost();
    boolean strict =
        before.isCounted()
            && ledgers.sum(LoadCounter.DELETED) == 0
            && !ledgers.isSpread(before.index());
    if (!strict || (count >= written && count <= most)) {
      return Optional.empty();
    }
    String numbers =
        "index "
            + before.index()
            + " holds "
            + count
            + " documents, but the task records show "
            + written
            + more(ledgers.sum(LoadCounter.UNKNOWN), " with unknown outcome")
            + more(ledgers.sum(LoadCounter.NOOP), " with the result noop")
            + ": ";
    return Optional.of(
        numbers
            + (count < written
                ? (written - count)
                    + " were deleted during the job or share an id with another document. Load"
                    + " again, or set "
                    + OutputSettings.ID_UNIQUE
                    + "=false if ids repeat"
                : (count - most)
                    + " were written by another client, or by a failed attempt with input that"
                    + " has changed since. Load again into an index that has no other writers"));
  }

  private static String more(long documents, String which) {
    return documents == 0 ? "" : ", and up to " + documents + " more" + which;
  }

  /** The counts for the log, if they do not have to agree. */
  String report(long count, JobManifest ledgers) {
    long deleted = ledgers.sum(LoadCounter.DELETED);
    String both =
        "Index "
            + before.index()
            + " holds "
            + count
            + " documents; the job wrote "
            + ledgers.written()
            + (deleted == 0 ? "" : " and deleted " + deleted);
    boolean bound = before.isEmpty() && count > ledgers.atMost();
    return bound
        ? both + ". The index was empty before the job: another client has written to it, too"
        : both;
  }

  /**
   * The documents that replaced others. Other clients may have deleted documents, so the number is
   * an estimate.
   *
   * @param why how documents can replace others and what to set; empty if they cannot
   * @return the warning, if there are any
   */
  Optional<String> replaced(long count, JobManifest ledgers, String why) {
    long replaced = ledgers.written() - count;
    boolean known =
        before.isEmpty()
            && ledgers.sum(LoadCounter.DELETED) == 0
            && !ledgers.isSpread(before.index());
    if (why.isEmpty() || !known || replaced <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "Index "
            + before.index()
            + " holds "
            + count
            + " documents, but the job wrote "
            + ledgers.written()
            + ": "
            + replaced
            + " replaced another with the same id. "
            + why);
  }
}
