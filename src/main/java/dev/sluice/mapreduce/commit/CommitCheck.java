package dev.sluice.mapreduce.commit;

import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.JobManifest;
import java.util.List;
import java.util.Optional;

/**
 * Whether the documents that were acknowledged are in the index, judged by what it was before the
 * load and is after it. Decides, asks nobody. Immutable.
 */
final class CommitCheck {

  private final IndexBaseline before;

  CommitCheck(IndexBaseline before) {
    this.before = before;
  }

  /**
   * Whether it is the same index.
   *
   * @return what is wrong
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
   * Whether each primary outlived the load.
   *
   * @param now the primary terms, read when everything was on a disk
   * @return what is wrong
   */
  Optional<String> judge(List<Long> now) {
    for (int shard = 0; shard < before.terms().size(); shard++) {
      // A shard that was being made has not held a document yet.
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
   * Whether the index holds as many documents as the ledgers say: those written, and any number of
   * those of unknown outcome.
   *
   * @return what is wrong, where the numbers must agree
   */
  Optional<String> judge(long count, JobManifest ledgers) {
    long written = ledgers.written();
    long unknown = ledgers.sum(LoadCounter.UNKNOWN);
    boolean strict =
        before.isCounted()
            && ledgers.sum(LoadCounter.DELETED) == 0
            && !ledgers.isSpread(before.index());
    if (!strict || (count >= written && count <= written + unknown)) {
      return Optional.empty();
    }
    String numbers =
        "index "
            + before.index()
            + " holds "
            + count
            + " documents, but the task records show "
            + written
            + (unknown == 0 ? "" : ", and up to " + unknown + " more with unknown outcome")
            + ": ";
    return Optional.of(
        numbers
            + (count < written
                ? (written - count)
                    + " were deleted during the job or share an id with another document. Load"
                    + " again, or set "
                    + OutputSettings.ID_UNIQUE
                    + "=false if ids repeat"
                : (count - written - unknown)
                    + " were written by another client, or by a failed attempt with input that"
                    + " has changed since. Load again into an index that has no other writers"));
  }

  /** What the count says where it need not agree with the ledgers; for the log. */
  String report(long count, JobManifest ledgers) {
    String both =
        "Index "
            + before.index()
            + " holds "
            + count
            + " documents; the job wrote "
            + ledgers.written();
    boolean bound = before.isEmpty() && count > ledgers.written();
    return bound
        ? both + ". The index was empty before the job: another client has written to it, too"
        : both;
  }
}
