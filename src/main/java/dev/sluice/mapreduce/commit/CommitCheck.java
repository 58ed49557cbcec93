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
              + " was deleted while the job ran, with the documents in it: load again");
    }
    if (!now.get().uuid().equals(before.uuid())) {
      return Optional.of(
          "index "
              + before.index()
              + " was deleted while the job ran, and made anew (its uuid was "
              + before.uuid()
              + " and is "
              + now.get().uuid()
              + "): documents acknowledged before that are gone. Delete it and load again");
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
                + "), and writes were acknowledged before they were on a disk: documents may be"
                + " gone. Load again into a new index; with "
                + LoadSettings.LOAD_MODE
                + "=normal a node may restart meanwhile");
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
            + " documents, but by the ledgers of the job it must hold "
            + written
            + (unknown == 0 ? "" : ", and at most " + unknown + " more of unknown outcome")
            + ": ";
    return Optional.of(
        numbers
            + (count < written
                ? (written - count)
                    + " were deleted meanwhile, or had the id of another. Load again, or set "
                    + OutputSettings.ID_UNIQUE
                    + "=false if ids repeat"
                : (count - written - unknown)
                    + " were written by somebody else, or by an attempt that failed and whose input"
                    + " has changed since. Load again into an index that nobody else writes to"));
  }

  /** What the count says where it need not agree with the ledgers; for the log. */
  String report(long count, JobManifest ledgers) {
    String both =
        "Index " + before.index() + " holds " + count + " documents; written " + ledgers.written();
    boolean bound = before.isEmpty() && count > ledgers.written();
    return bound ? both + ". It was empty before: somebody else has written as well" : both;
  }
}
