package dev.sluice.mapreduce.checkpoint;

import dev.sluice.bulk.BulkCounts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The writer of a task, for its checkpoints. Called by the thread that writes. */
public interface CheckpointedWriter {

  /** The number of actions given so far. */
  long given();

  /** The number of ids generated so far. */
  long ids();

  /** The indices that actions named so far, as a text. */
  String indices();

  /** Places a barrier behind the actions given so far. */
  void barrier() throws IOException;

  /** The counts of the actions before the barrier, when they are settled. */
  Optional<BulkCounts> settled();

  /**
   * Closes the files of the documents before the barrier that were rejected, or whose outcome is
   * unknown, after it is settled.
   *
   * @return the segments that are new
   */
  List<Segment> closeSegments() throws IOException;

  /** The counts when everything has an outcome and the writer is closed. */
  BulkCounts last();

  /** The same as {@link #closeSegments} for all documents, when the writer is closed. */
  List<Segment> closeLastSegments() throws IOException;
}
